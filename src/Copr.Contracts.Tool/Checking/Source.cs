namespace Copr.Contracts.Tool.Checking;

/// <summary>A file, the standard input, or a URL, with the name that the user gave.</summary>
internal sealed record Source(string Name)
{
    public const string StandardInput = "-";

    /// <summary>Why there is nothing to check, such as a pattern without a match; null if there may be.</summary>
    public string? Problem { get; init; }

    /// <summary>The path of the file; null if the source is a URL.</summary>
    public string? File => IsUrl(Name) ? null : Name == StandardInput ? "/dev/stdin" : Name;

    public static bool IsUrl(string name) =>
        Uri.TryCreate(name, UriKind.Absolute, out Uri? url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);

    public static FileStream OpenFile(string name)
    {
        try
        {
            return new FileStream(name, new FileStreamOptions { Options = FileOptions.SequentialScan });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            bool isFound = exception is not (FileNotFoundException or DirectoryNotFoundException) && System.IO.File.Exists(name);
            string reason = isFound ? exception.Message
                : Directory.Exists(name) ? "this is a folder; name a file, or a pattern such as 'folder/*.json'."
                : "there is no such file.";
            throw new CouldNotCheckException($"{name}: {reason}", exception);
        }
    }
}
