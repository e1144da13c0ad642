namespace Copr.Contracts.Tool.Checking;

/// <summary>What is checked: a file, the standard input, or a URL; named as it was given.</summary>
internal sealed record Source(string Name)
{
    public const string StandardInput = "-";

    /// <summary>The URL of the waiting list, where the name is a URL: of the endpoint itself, or of a frontend.</summary>
    public Uri? Endpoint => IsUrl(Name) ? EndpointOf(new Uri(Name, UriKind.Absolute)) : null;

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
            throw new CouldNotCheckException($"{name}: {(File.Exists(name) ? exception.Message : Directory.Exists(name) ? "a folder is no document; name a file, or a pattern such as 'folder/*.json'." : "there is no such file.")}", exception);
        }
    }

    private static Uri EndpointOf(Uri url) =>
        url.AbsolutePath.TrimEnd('/').EndsWith("/waiting_builds", StringComparison.Ordinal)
            ? url
            : new Uri(new UriBuilder(url) { Path = url.AbsolutePath.TrimEnd('/') + "/", Query = "", Fragment = "" }.Uri, WaitingBuilds.Path + url.Query);
}
