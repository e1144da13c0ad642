using System.Reflection;
using System.Runtime.Loader;

namespace Copr.Contracts.Tests.Threads;

/// <summary>What is made once is made right when many threads ask for it first, at once.</summary>
public sealed class FirstUseTests
{
    private const int Rounds = 10;

    [Fact]
    public void Many_threads_may_be_the_first_at_once()
    {
        string[] expected = FirstUse.Run(0);

        for (int round = 0; round < Rounds; round++)
        {
            // The package and these tests are loaded anew, so that every static field is as in a new process.
            var fresh = new FreshContext();
            MethodInfo run = fresh.LoadFromAssemblyName(typeof(FirstUse).Assembly.GetName()).GetType(typeof(FirstUse).FullName!)!.GetMethod(nameof(FirstUse.Run))!;
            string[] results = (string[])run.Invoke(null, [round])!;

            results.Should().Equal(expected);
            run.DeclaringType.Should().NotBe(typeof(FirstUse), "it has to be another one to be fresh");
            fresh.Assemblies.Select(static assembly => assembly.GetName().Name).Should().BeEquivalentTo("Copr.Contracts", "Copr.Contracts.Tests");
            fresh.Unload();
        }
    }

    /// <summary>Has the package and its tests for itself, and all else in common.</summary>
    private sealed class FreshContext() : AssemblyLoadContext(nameof(FirstUseTests), isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName) => assemblyName.Name switch
        {
            // As it was built: the copy beside the tests counts its coverage, and each load of it would write to the same file at the end.
            "Copr.Contracts" => LoadFromAssemblyPath(TestFolder.Contracts),
            "Copr.Contracts.Tests" => LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "Copr.Contracts.Tests.dll")),
            _ => null,
        };
    }
}
