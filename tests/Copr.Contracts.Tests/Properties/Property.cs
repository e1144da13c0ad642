using System.Runtime.CompilerServices;
using CsCheck;
using Xunit.Sdk;

namespace Copr.Contracts.Tests.Properties;

/// <summary>
/// Checks a property on random cases: those of <see cref="Seeds"/>, or new ones if an environment variable of CsCheck asks for them.
/// </summary>
internal static class Property
{
    private const int CasesPerSeed = 25;

    private const int ShrinkingSteps = 2_000;

    private static readonly bool AreNewCasesRequested = new[] { "CsCheck_Seed", "CsCheck_Iter", "CsCheck_Time" }
        .Any(static name => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)));

    public static void Holds<T>(Gen<T> cases, Action<T> property, [CallerMemberName] string name = "")
    {
        if (AreNewCasesRequested)
        {
            cases.Sample(property);
            return;
        }

        foreach (string seed in Seeds.All)
        {
            var random = PCG.Parse(seed);
            for (int number = 0; number < CasesPerSeed; number++)
            {
                string seedOfCase = random.ToString();
                T example = cases.Generate(random, null, out _);
                try
                {
                    property(example);
                }
                catch (Exception exception)
                {
                    throw new XunitException(Describe(name, seedOfCase, Shrink(cases, property, seedOfCase, exception)), exception);
                }
            }
        }
    }

    public static void Holds<T1, T2>(Gen<(T1, T2)> cases, Action<T1, T2> property, [CallerMemberName] string name = "") =>
        Holds(cases, example => property(example.Item1, example.Item2), name);

    private static string Describe(string name, string seed, string smallest) => $"""
        {name} does not hold. To run this case again:
        CsCheck_Seed={seed} CsCheck_Iter=1 dotnet test tests/Copr.Contracts.Tests --filter FullyQualifiedName~{name}
        {smallest}
        """;

    /// <summary>Describes the smallest case that CsCheck finds, with its seed.</summary>
    private static string Shrink<T>(Gen<T> cases, Action<T> property, string seed, Exception exception)
    {
        try
        {
            cases.Sample(property, seed: seed, iter: ShrinkingSteps);
            return $"It holds the second time, so it depends on more than the case: {exception.Message}";
        }
        catch (CsCheckException shrunk)
        {
            return $"The smallest case found: {shrunk.Message}\n{shrunk.InnerException?.Message}";
        }
    }
}
