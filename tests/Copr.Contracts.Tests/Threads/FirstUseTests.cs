using System.Reflection;
using System.Runtime.Loader;

namespace Copr.Contracts.Tests.Threads;

/// <summary>What is created once is created correctly, even if many threads need it first at once.</summary>
public sealed class FirstUseTests
{
    private const int Rounds = 10;

    [Fact]
    public void Many_threads_may_use_the_package_first_at_once()
    {
        string[] expected = FirstUse.Run(0);

        for (int round = 0; round < Rounds; round++)
        {
            // The package and these tests are loaded again, so that every static field is as in a new process.
            var fresh = new FreshContext();
            Type uses = fresh.LoadFromAssemblyName(typeof(FirstUse).Assembly.GetName()).GetType(typeof(FirstUse).FullName!)!;
            string[] results = (string[])uses.GetMethod(nameof(FirstUse.Run))!.Invoke(null, [round])!;

            results.Should().Equal(expected);
            uses.Should().NotBe(typeof(FirstUse), "the loaded assembly must be another one");
            fresh.Assemblies.Select(static assembly => assembly.GetName().Name)
                .Should().BeEquivalentTo("Copr.Contracts", "Copr.Contracts.Tests");
            fresh.Unload();
        }
    }

    /// <summary>Has its own copy of the package and its tests, and shares everything else.</summary>
    private sealed class FreshContext() : AssemblyLoadContext(nameof(FirstUseTests), isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName) => assemblyName.Name switch
        {
            // The copy next to the tests counts its coverage, and each copy of it would write to the same file at the end.
            "Copr.Contracts" => LoadFromAssemblyPath(TestFolder.Contracts),
            "Copr.Contracts.Tests" => LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "Copr.Contracts.Tests.dll")),
            _ => null,
        };
    }
}
