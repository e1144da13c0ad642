namespace Copr.Contracts;

/// <summary>How much a reader accepts from a sender that it does not trust. More breaks rule COPR108.</summary>
/// <remarks>With the default limits, reading a stream takes less than 256 MiB of memory. Larger limits need more, up to sixty times the
/// size of the value that is read; so may <see cref="CoprJson"/>'s Read and <see cref="JsonSerializer"/>, which have no limits.</remarks>
public sealed class ReaderLimits
{
    /// <summary>The bytes of a document that <see cref="CoprJson.ReadAsync"/> reads as a whole; 4,194,304 (4 MiB) by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxDocumentBytes { get; init => field = (int)Require(value, 1, int.MaxValue); } = 4 * 1024 * 1024;

    /// <summary>The bytes of a list that is read or validated build by build; 268,435,456 (256 MiB) by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public long MaxListBytes { get; init => field = Require(value, 1, long.MaxValue); } = 256 * 1024 * 1024;

    /// <summary>The bytes of one build in such a list, and of what surrounds the list; 4,194,304 (4 MiB) by default. Each may have
    /// 419,430 values in its outer eight levels, or a tenth of this limit if that is more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxBuildBytes { get; init => field = (int)Require(value, 1, int.MaxValue); } = 4 * 1024 * 1024;

    /// <summary>The number of nested objects and arrays, including the document's own object; 64 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 4, the depth of a list of waiting builds, or more than 1000,
    /// which System.Text.Json cannot write.</exception>
    public int MaxDepth { get; init => field = (int)Require(value, 4, 1000); } = 64;

    internal static ReaderLimits Default { get; } = new();

    internal static long Require(long value, long min, long max) =>
        value < min ? throw new ArgumentOutOfRangeException(nameof(value), value, Invariant($"The value must be at least {min}."))
        : value > max ? throw new ArgumentOutOfRangeException(nameof(value), value, Invariant($"The value must be at most {max}."))
        : value;
}
