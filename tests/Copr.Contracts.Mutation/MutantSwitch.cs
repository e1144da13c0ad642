using System.Reflection;

namespace Copr.Contracts.Mutation;

/// <summary>The switch that Stryker adds to the package: which mutant is active, and which mutants a test reaches.</summary>
internal static class MutantSwitch
{
    public const int NoMutant = -1;

    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Type Control = typeof(CoprJson).Assembly.GetTypes().SingleOrDefault(static type => type.Name == "MutantControl")
        ?? throw new InvalidOperationException("Stryker has not changed the package: run tests/Copr.Contracts.Mutation/run.");

    public static void TurnOn(int mutant) => Field("ActiveMutant").SetValue(null, mutant);

    public static void TurnOff() => TurnOn(NoMutant);

    /// <summary>Records from now on which mutants the tests reach. Meanwhile, no mutant is active.</summary>
    public static void Record() => Field("CaptureCoverage").SetValue(null, true);

    /// <summary>Returns the mutants that ran since <see cref="Record"/>, and those of them that ran while a type was initialized.</summary>
    public static (IEnumerable<int> All, IEnumerable<int> Initializing) StopRecording()
    {
        Field("CaptureCoverage").SetValue(null, false);
        var lists = (IList<int>[])Control.GetMethod("GetCoverageData", Static)!.Invoke(null, null)!;
        return (lists[0], lists[1]);
    }

    private static FieldInfo Field(string name) => Control.GetField(name, Static)!;
}
