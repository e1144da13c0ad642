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

    /// <summary>Whether to write the command lines instead of running them; if null, they are written if mock is not installed.</summary>
    public bool? DryRun { get; set; }

    /// <summary>The base for the contract's relative paths.</summary>
    internal Uri FrontendBase =>
        Frontend!.AbsoluteUri.EndsWith('/') ? Frontend : new Uri(Frontend.AbsoluteUri + "/", UriKind.Absolute);

    internal bool IsMockInstalled => Path.IsPathRooted(Mock)
        ? File.Exists(Mock)
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, Mock)));
}
