using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Copr.Contracts.Json;

namespace Copr.Contracts.Benchmarks;

/// <summary>Good lists of waiting builds in which nothing helps that makes most of them fast.</summary>
public class ReadingAtWorst
{
    private byte[] documentOfOwnLists = [];
    private byte[] documentThatIsNotPlain = [];

    [Params(10, 1_000, 50_000)]
    public int Builds { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        documentOfOwnLists = Documents.Of(Builds, areListsRecurring: false);
        documentThatIsNotPlain = Documents.Of(Builds, isPlain: false);
    }

    [Benchmark]
    public object SystemTextJsonOfOwnLists() => JsonSerializer.Deserialize(documentOfOwnLists, PlainContext.Default.PlainWaitingBuilds)!;

    /// <summary>No list of chroots or repositories is that of another build, so that none is found again.</summary>
    [Benchmark]
    public object ContractsOfOwnLists() => CoprJson.Read<WaitingBuilds>(documentOfOwnLists);

    /// <summary>That it is not plain shows at its end, so that it is read twice.</summary>
    [Benchmark]
    public object ContractsNotPlainAtTheEnd() => CoprJson.Read<WaitingBuilds>(documentThatIsNotPlain);
}
