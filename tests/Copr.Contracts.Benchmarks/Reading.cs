using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Copr.Contracts.Json;

namespace Copr.Contracts.Benchmarks;

/// <summary>A list of waiting builds, read in every way that people read one.</summary>
public class Reading
{
    private static readonly JsonReaderOptions TrailingCommas = new() { AllowTrailingCommas = true };

    private byte[] document = [];

    [Params(Documents.OfTheWiki, 10, 1_000, 50_000)]
    public int Builds { get; set; }

    [GlobalSetup]
    public void SetUp() => document = Documents.Of(Builds);

    /// <summary>The limit: nothing is faster than to look at every token.</summary>
    [Benchmark]
    public int Scan()
    {
        var reader = new Utf8JsonReader(document, TrailingCommas);
        int tokens = 0;
        while (reader.Read())
        {
            tokens++;
        }

        return tokens;
    }

    [Benchmark]
    public object SystemTextJson() => JsonSerializer.Deserialize(document, PlainContext.Default.PlainWaitingBuilds)!;

    /// <summary>What people write by hand behind it.</summary>
    [Benchmark]
    public int ByHand()
    {
        PlainWaitingBuilds list = JsonSerializer.Deserialize(document, PlainContext.Default.PlainWaitingBuilds)!;
        int items = 0;
        foreach (PlainBuild build in list.Builds)
        {
            Uri[] packages = Array.ConvertAll(build.Packages.Split(' '), static url => new Uri(url, UriKind.Absolute));
            Uri[] repositories = build.Copr.Repositories is null ? [] : Array.ConvertAll(build.Copr.Repositories.Split(' '), static url => new Uri(url, UriKind.Absolute));
            string[][] chroots = Array.ConvertAll(build.Chroots.Split(' '), static chroot => chroot.Split('-'));
            string[][] now = Array.ConvertAll(build.Copr.Chroots.Split(' '), static chroot => chroot.Split('-'));
            items += packages.Length + repositories.Length + chroots.Length + now.Length + DateTimeOffset.FromUnixTimeSeconds(build.SubmittedOn).Year;
        }

        return items;
    }

    [Benchmark]
    public object NewtonsoftJson()
    {
        using var reader = new Newtonsoft.Json.JsonTextReader(new StreamReader(new MemoryStream(document), Encoding.UTF8));
        return Newtonsoft.Json.JsonSerializer.CreateDefault().Deserialize<PlainWaitingBuilds>(reader)!;
    }

    [Benchmark]
    public int JsonDocument()
    {
        using var parsed = System.Text.Json.JsonDocument.Parse(document, new JsonDocumentOptions { AllowTrailingCommas = true });
        return parsed.RootElement.GetProperty("builds").GetArrayLength();
    }

    [Benchmark]
    public object Contracts() => CoprJson.Read<WaitingBuilds>(document);

    /// <summary>What an application does whose own type has the list in it: there is the framework's reader in between.</summary>
    [Benchmark]
    public object ContractsByJsonSerializer() => JsonSerializer.Deserialize<WaitingBuilds>(document, CoprJson.Strict)!;

    [Benchmark]
    public async Task<int> ContractsBuildByBuild()
    {
        int builds = 0;
        await foreach (BuildEntry entry in new WaitingBuildsReader().ReadAsync(new MemoryStream(document)))
        {
            builds += entry.IsRejected ? 0 : 1;
        }

        return builds;
    }
}
