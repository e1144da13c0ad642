namespace Copr.Contracts.Tool;

/// <summary>The program's exit codes.</summary>
internal static class ExitCode
{
    public const int Conforms = 0;

    public const int DoesNotConform = 1;

    /// <summary>Something could not be checked, or the arguments are wrong.</summary>
    public const int CouldNotCheck = 2;
}
