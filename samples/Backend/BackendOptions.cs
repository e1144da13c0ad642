namespace Copr.Backend;

/// <summary>The section <c>Backend</c> of the configuration.</summary>
public sealed class BackendOptions
{
    /// <summary>The frontend's base URL, with or without a path and a slash at its end.</summary>
    public Uri? Frontend { get; set; }

    /// <summary>What the frontend knows its backends by.</summary>
    public string Password { get; set; } = "";

    /// <summary>What tells this backend from the others; the same after a restart.</summary>
    public string Name { get; set; } = Environment.MachineName;

    /// <summary>Where the backend keeps its jobs, its reports and the results.</summary>
    public string Folder { get; set; } = "backend";

    /// <summary>The URL at which somebody serves the folder <c>results</c>; reported where it is set.</summary>
    public Uri? ResultsUrl { get; set; }

    /// <summary>How long to wait before the frontend is asked again, more or less: a fifth of it is left to chance.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many builds, and how many chroots of them, are built at a time.</summary>
    public int Parallelism { get; set; } = 2;

    /// <summary>The program that builds.</summary>
    public string Mock { get; set; } = "mock";

    /// <summary>Whether to write the command lines instead of running them; where null, if mock is not installed.</summary>
    public bool? DryRun { get; set; }

    /// <summary>The base that the contract's relative paths are added to.</summary>
    internal Uri FrontendBase => Frontend!.AbsoluteUri.EndsWith('/') ? Frontend : new Uri(Frontend.AbsoluteUri + "/", UriKind.Absolute);

    internal bool IsMockInstalled =>
        Path.IsPathRooted(Mock) ? File.Exists(Mock)
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, Mock)));
}
