using System.ComponentModel.DataAnnotations;

namespace Copr.Backend;

/// <summary>The section <c>Backend</c> of the configuration.</summary>
public sealed class BackendOptions : IValidatableObject
{
    /// <summary>The frontend's base URL, with or without a path and a slash at its end.</summary>
    [Required(ErrorMessage = "There is no frontend. Set Backend:Frontend to its URL, such as http://localhost:5000/.")]
    public Uri? Frontend { get; set; }

    /// <summary>What the frontend knows its backends by.</summary>
    [Required(ErrorMessage = "There is no password. Set Backend:Password to the frontend's.")]
    public string Password { get; set; } = "";

    /// <summary>What tells this backend from the others; the same after a restart.</summary>
    [Required(ErrorMessage = "There is no name. Set Backend:Name to one that no other backend has.")]
    public string Name { get; set; } = Environment.MachineName;

    /// <summary>Where the backend keeps its jobs, its reports and the results.</summary>
    [Required(ErrorMessage = "There is no folder. Set Backend:Folder.")]
    public string Folder { get; set; } = "backend";

    /// <summary>The URL at which somebody serves the folder <c>results</c>; reported where it is set.</summary>
    public Uri? ResultsUrl { get; set; }

    /// <summary>How long to wait before the frontend is asked again, more or less: a fifth of it is left to chance.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many builds, and how many chroots of them, are built at a time.</summary>
    [Range(1, 1000, ErrorMessage = "Backend:Parallelism is out of range. Set it to 1 to 1000.")]
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

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Frontend is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            yield return new ValidationResult("Backend:Frontend is no absolute http or https URL. Set it to the frontend's, such as http://localhost:5000/.");
        }

        if (PollInterval <= TimeSpan.Zero)
        {
            yield return new ValidationResult("Backend:PollInterval is not positive. Set it to a time such as 00:00:10.");
        }
    }
}
