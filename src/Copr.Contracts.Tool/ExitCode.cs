namespace Copr.Contracts.Tool;

/// <summary>What the program ends with.</summary>
internal static class ExitCode
{
    public const int Conforms = 0;

    public const int DoesNotConform = 1;

    /// <summary>Nothing was found out, which never passes.</summary>
    public const int CouldNotCheck = 2;
}
