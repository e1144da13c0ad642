namespace Copr.Contracts;

/// <summary>How much a reader accepts from a sender that it does not trust. More breaks rule COPR108.</summary>
/// <remarks>
/// With the default limits, reading any input takes less than 256 MiB of memory. Larger limits need more, up to forty times the size
/// of the value that is read.
/// </remarks>
public sealed class ReaderLimits
{
    /// <summary>The depth of the contract's own objects.</summary>
    private const int MinMaxDepth = 4;

    /// <summary>The deepest nesting that System.Text.Json writes by default.</summary>
    private const int MaxMaxDepth = 1000;

    internal static ReaderLimits Default { get; } = new();

    /// <summary>
    /// The size, in bytes, of a document that is read as a whole by <see cref="CoprJson.ReadAsync"/>; 4,194,304 (4 MiB) by default.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxDocumentBytes { get; init => field = Positive(value); } = 4 * 1024 * 1024;

    /// <summary>
    /// The size, in bytes, of a list that is read or validated build by build, with one build in memory; 268,435,456 (256 MiB) by
    /// default.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public long MaxListBytes { get; init => field = Positive(value); } = 256 * 1024 * 1024;

    /// <summary>The size, in bytes, of one build or other value in such a list; 4,194,304 (4 MiB) by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxBuildBytes { get; init => field = Positive(value); } = 4 * 1024 * 1024;

    /// <summary>The number of nested objects and arrays, including the document's own object; 64 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The value is less than 4, the depth of the contract's own objects, or more than 1000, which System.Text.Json cannot write.
    /// </exception>
    public int MaxDepth
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, MinMaxDepth);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxMaxDepth);
            field = value;
        }
    }

    = 64;

    private static T Positive<T>(T value)
        where T : struct, System.Numerics.INumber<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, T.One);
        return value;
    }
}
