namespace Copr.Contracts.Fuzzing;

/// <summary>What can be given an input, whatever it is: each returns, or throws where a promise of the package is broken.</summary>
public static class Targets
{
    public static IReadOnlyDictionary<string, Action<byte[]>> All { get; } = new OrderedDictionary<string, Action<byte[]>>(StringComparer.Ordinal)
    {
        ["read"] = ReadTarget.Run,
        ["build-by-build"] = BuildByBuildTarget.Run,
        ["values"] = ValuesTarget.Run,
        ["validate"] = ValidateTarget.Run,
        ["reports"] = ReportsTarget.Run,
    };
}
