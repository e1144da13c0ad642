namespace Copr.Contracts.Tool.Checking;

/// <summary>
/// How much the program reads. It has one build of a document in memory at a time, so a large document needs no more memory than a
/// small one. The numbers are the program's own, so that they do not change with the defaults of the package.
/// </summary>
internal static class DocumentLimits
{
    private const int MaxBuildBytes = 4 * 1024 * 1024;

    private const int MaxDocumentBytes = 4 * 1024 * 1024;

    private const int MaxDepth = 64;

    /// <summary>The limits of the user's own files, which can have any size.</summary>
    public static ReaderLimits OfFiles { get; } = new()
    {
        MaxListBytes = long.MaxValue,
        MaxBuildBytes = MaxBuildBytes,
        MaxDocumentBytes = MaxDocumentBytes,
        MaxDepth = MaxDepth,
    };

    /// <summary>The limits of a response, because a frontend must not fill the disk.</summary>
    public static ReaderLimits OfResponses { get; } = new()
    {
        MaxListBytes = 256 * 1024 * 1024,
        MaxBuildBytes = MaxBuildBytes,
        MaxDocumentBytes = MaxDocumentBytes,
        MaxDepth = MaxDepth,
    };
}
