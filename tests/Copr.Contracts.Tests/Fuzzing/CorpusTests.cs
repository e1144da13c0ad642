using Copr.Contracts.Fuzzing;

namespace Copr.Contracts.Tests.Fuzzing;

/// <summary>Replays the inputs that the fuzzer found, and checks the promises that it checks: see docs/reliability.md.</summary>
public sealed class CorpusTests
{
    private static readonly string Corpus = Path.Combine(TestFolder.Root, "tests", "Copr.Contracts.Fuzzing", "corpus");

    public static TheoryData<string> All => [.. Targets.All.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_input_that_the_fuzzer_found_keeps_every_promise(string target)
    {
        string[] files = Directory.GetFiles(Path.Combine(Corpus, target));

        files.Should().NotBeEmpty();
        files.Should().AllSatisfy(file =>
            Targets.All[target].Invoking(run => run(File.ReadAllBytes(file))).Should().NotThrow("of {0}", Path.GetFileName(file)));
    }

    [Fact]
    public void Every_folder_of_the_corpus_belongs_to_a_target() =>
        Directory.GetDirectories(Corpus).Select(Path.GetFileName).Should().BeEquivalentTo(Targets.All.Keys);
}
