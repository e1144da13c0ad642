using System.Runtime.CompilerServices;
using CsCheck;
using Xunit.Sdk;

namespace Copr.Contracts.Tests.Properties;

/// <summary>
/// Tries a property on random cases: in an ordinary run on those of <see cref="Seeds"/>, and on new ones where an environment variable
/// of CsCheck asks for them.
/// </summary>
internal static class Property
{
    private const int CasesOfASeed = 25;

    private const int TriesToShrink = 2_000;

    private static readonly bool AreOthersAskedFor = new[] { "CsCheck_Seed", "CsCheck_Iter", "CsCheck_Time" }.Any(static name => Environment.GetEnvironmentVariable(name) is { Length: > 0 });

    public static void Holds<T>(Gen<T> cases, Action<T> property, [CallerMemberName] string name = "")
    {
        if (AreOthersAskedFor)
        {
            cases.Sample(property);
            return;
        }

        foreach (string seed in Seeds.All)
        {
            var random = PCG.Parse(seed);
            for (int number = 0; number < CasesOfASeed; number++)
            {
                string seedOfCase = random.ToString();
                T example = cases.Generate(random, null, out _);
                try
                {
                    property(example);
                }
                catch (Exception exception)
                {
                    throw new XunitException($"{name} does not hold. To try its case again: CsCheck_Seed={seedOfCase} CsCheck_Iter=1 dotnet test tests/Copr.Contracts.Tests --filter FullyQualifiedName~{name}\n{Smallest(cases, property, seedOfCase, exception)}", exception);
                }
            }
        }
    }

    public static void Holds<T1, T2>(Gen<(T1, T2)> cases, Action<T1, T2> property, [CallerMemberName] string name = "") =>
        Holds(cases, example => property(example.Item1, example.Item2), name);

    /// <summary>What CsCheck says of the smallest case that it finds, with that one's seed.</summary>
    private static string Smallest<T>(Gen<T> cases, Action<T> property, string seed, Exception exception)
    {
        try
        {
            cases.Sample(property, seed: seed, iter: TriesToShrink);
            return $"It held when it was tried again, so something beside the case matters: {exception.Message}";
        }
        catch (CsCheckException shrunk)
        {
            return $"The smallest case found: {shrunk.Message}\n{shrunk.InnerException?.Message}";
        }
    }
}
