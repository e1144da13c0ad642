using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Copr.Contracts.Json;

namespace Copr.Contracts.Benchmarks;

/// <summary>A list of waiting builds, written.</summary>
public class Writing
{
    private WaitingBuilds typed = new() { Builds = [] };
    private PlainWaitingBuilds plain = new();

    [Params(Documents.OfTheWiki, 10, 1_000, 50_000)]
    public int Builds { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        byte[] document = Documents.Of(Builds);
        typed = Documents.Read(document);
        plain = JsonSerializer.Deserialize(document, PlainContext.Default.PlainWaitingBuilds)!;
    }

    [Benchmark]
    public byte[] SystemTextJson() => JsonSerializer.SerializeToUtf8Bytes(plain, PlainContext.Default.PlainWaitingBuilds);

    [Benchmark]
    public string NewtonsoftJson() => Newtonsoft.Json.JsonConvert.SerializeObject(plain);

    [Benchmark]
    public byte[] Contracts() => CoprJson.Write(typed);
}
