namespace Copr.Backend;

/// <summary>The section <c>Backend</c> of the configuration.</summary>
public sealed class BackendOptions
{
    /// <summary>The frontend's base URL, with or without a path and a trailing slash.</summary>
    public Uri? Frontend { get; set; }

    /// <summary>The frontend's password for backends.</summary>
    public string Password { get; set; } = "";

    /// <summary>The name of this backend: different from that of every other backend, and the same after a restart.</summary>
    public string Name { get; set; } = Environment.MachineName;

    /// <summary>The folder for jobs, reports and results.</summary>
    public string Folder { get; set; } = "backend";

    /// <summary>The URL of the folder <c>results</c> on a web server; reported to the frontend if it is set.</summary>
    public Uri? ResultsUrl { get; set; }

    /// <summary>The time between two polls, varied at random by up to a tenth.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The maximum number of builds, and of their chroots, that are built at once.</summary>
    public int Parallelism { get; set; } = 2;

    /// <summary>The program that builds.</summary>
    public string Mock { get; set; } = "mock";

    /// <summary>Whether to show what the backend would do instead of doing it; <c>--dry-run</c> sets it.</summary>
    public bool DryRun { get; set; }

    /// <summary>Whether builds that break the contract stay in the queue. If not, they are reported as failed.</summary>
    public bool LeaveRefusedBuilds { get; set; }

    /// <summary>The base for the contract's relative paths.</summary>
    internal Uri FrontendBase => WithSlash(Frontend!);

    internal bool IsMockInstalled => Mock.Contains(Path.DirectorySeparatorChar)
        ? File.Exists(Mock)
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, Mock)));

    /// <summary>Whether a URL is an absolute http or https URL.</summary>
    internal static bool IsHttp(Uri? url) => url is { IsAbsoluteUri: true, Scheme: "http" or "https" };

    /// <summary>Returns the URL of a folder below the results; null if they have no URL.</summary>
    internal string? GetResultsUrl(string path) =>
        ResultsUrl is null ? null : new Uri(WithSlash(ResultsUrl), path + "/").AbsoluteUri;

    private static Uri WithSlash(Uri url) =>
        url.AbsoluteUri.EndsWith('/') ? url : new Uri(url.AbsoluteUri + "/", UriKind.Absolute);
}
