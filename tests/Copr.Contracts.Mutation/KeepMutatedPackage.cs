namespace Copr.Contracts.Tests;

/// <summary>The one test that Stryker runs: see tests/Copr.Contracts.Mutation/run. It keeps the package with all mutants, which Stryker
/// removes when it ends.</summary>
public sealed class KeepMutatedPackage
{
    [Fact]
    public void It_is_copied()
    {
        File.Copy(typeof(CoprJson).Assembly.Location, Environment.GetEnvironmentVariable("MUTATED_PACKAGE")!, overwrite: true);

        // Stryker wants a test that reaches a mutant.
        new ReaderLimits { MaxDepth = 10 }.MaxDepth.Should().Be(10);
    }
}
