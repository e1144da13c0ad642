namespace Copr.Contracts.Json;

/// <summary>
/// How much a reader takes from a sender that it does not trust; more breaks
/// <see cref="Validation.Rules.LimitExceeded"/>.
/// </summary>
public sealed record ReaderLimits
{
    /// <summary>As deep as System.Text.Json reads by default.</summary>
    internal const int DefaultMaxDepth = 64;

    /// <summary>As deep as the contract's own objects are nested.</summary>
    internal const int LeastMaxDepth = 4;

    /// <summary>The limits that hold where none are given.</summary>
    public static ReaderLimits Default { get; } = new();

    /// <summary>The size of the whole document in bytes; 268,435,456 (256 MiB) by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less than 1.</exception>
    public long MaxDocumentBytes { get; init => field = Positive(value); } = 256 * 1024 * 1024;

    /// <summary>
    /// The size of one build in bytes, and of any other value that is read at once; 4,194,304 (4 MiB) by default.
    /// Reading build by build holds one at a time; what is made of it may take some fifty times as much memory, where it
    /// is all small values or names that the contract does not know.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less than 1.</exception>
    public int MaxBuildBytes { get; init => field = (int)Positive(value); } = 4 * 1024 * 1024;

    /// <summary>How deep objects and arrays may be nested, the document's own object included; 64 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// It is set to less than 4, which the contract's own objects need, or to more than 1000, which could not be written.
    /// </exception>
    public int MaxDepth
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, LeastMaxDepth);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1000);
            field = value;
        }
    }

    = DefaultMaxDepth;

    private static long Positive(long value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        return value;
    }
}
