using System.Globalization;
using System.Text.Json;
using Copr.Contracts.Json;
using Copr.Contracts.Tests.Properties;
using Copr.Contracts.Validation;
using CsCheck;

namespace Copr.Contracts.Tests.Threads;

/// <summary>What is shared is used by many threads at once, over documents that differ, and each gets what belongs to its own.</summary>
public sealed class SharedTests
{
    private const int Threads = 8;

    private const int Rounds = 40;

    /// <summary>More than there are places for recent lists, so that texts share a place and push each other out.</summary>
    private const int DistinctLists = 600;

    /// <summary>The same in every run.</summary>
    private static readonly Written<WaitingBuilds>[] Documents = Some(Generate.WaitingBuilds(Generate.Second));

    private static readonly Written<BuildUpdates>[] Reports = Some(Generate.BuildUpdates);

    private static readonly Utf8Text[] Broken = Some(Generate.Bent(Generate.ListDocument));

    [Fact]
    public void The_strict_options_read_and_write_each_document_as_its_own() => Each(Documents, static written =>
    {
        CoprJson.Read<WaitingBuilds>(written.Utf8Json).Should().Be(written.Value);
        CoprJson.Write(written.Value).Should().Equal(written.Utf8Json);
    });

    [Fact]
    public void The_lenient_options_read_and_write_each_document_as_its_own() => Each(Documents, static written =>
    {
        CoprJson.Read<WaitingBuilds>(written.Utf8Json, CoprJson.Lenient).Should().Be(written.Value);
        CoprJson.Write(written.Value, CoprJson.Lenient).Should().Equal(written.Utf8Json);
    });

    [Fact]
    public void The_compiled_context_reads_and_writes_each_document_as_its_own()
    {
        Each(Documents, static written =>
        {
            JsonSerializer.Deserialize(written.Utf8Json, CoprJsonContext.Default.WaitingBuilds).Should().Be(written.Value);
            JsonSerializer.Deserialize<WaitingBuilds>(JsonSerializer.Serialize(written.Value, CoprJsonContext.Default.WaitingBuilds), CoprJson.Strict).Should().Be(written.Value);
        });
        Each(Reports, static written => JsonSerializer.Deserialize(written.Utf8Json, CoprJsonContext.Default.BuildUpdates).Should().Be(written.Value));
    }

    [Fact]
    public void One_reader_reads_many_documents_at_once_build_by_build()
    {
        var reader = new WaitingBuildsReader();

        Each(Documents, written =>
        {
            List<Build?> builds = [];
            Collect(reader.ReadAsync(new ChunkedStream(written.Utf8Json, 50)), builds).GetAwaiter().GetResult();
            builds.Should().Equal(written.Value.Builds);
        });
    }

    [Fact]
    public void The_validator_says_of_each_document_what_it_says_of_it_alone()
    {
        (Utf8Text Text, string Report)[] texts = [.. Broken.Select(static text => (text, ContractValidator.Validate(text.Bytes).ToString()))];
        (WaitingBuilds Value, string Report)[] values = [.. Documents.Select(static written => (written.Value, ContractValidator.Validate(written.Value).ToString()))];

        Each(texts, static item => ContractValidator.Validate(item.Text.Bytes).ToString().Should().Be(item.Report));
        Each(values, static item => ContractValidator.Validate(item.Value).ToString().Should().Be(item.Report));
    }

    [Fact]
    public void Many_threads_read_the_same_few_lists_right() => Each([.. Enumerable.Range(0, DistinctLists)], static number =>
    {
        // Of the same length, and each a list of chroots that is also read as one with more items, and of repositories.
        string chroot = $"fedora-{(number + 1000).ToString(CultureInfo.InvariantCulture)}-x86_64";
        string repository = $"http://foo/{(number + 1000).ToString(CultureInfo.InvariantCulture)}";

        AssertIsRead<Chroot>(chroot);
        AssertIsRead<Chroot>($"{chroot} fedora-1-i386");
        AssertIsRead<RepositoryUrl>(repository);
        AssertIsRead<RepositoryUrl>($"{repository} {repository}/ http://bar");
    });

    private static void AssertIsRead<T>(string text)
        where T : struct, IListItem<T>
    {
        var list = CoprJson.Read<SpaceSeparatedList<T>>(Json.Document.Utf8($"\"{text}\""));

        list.ToString().Should().Be(text);
        list.Select(static item => item.ToString()).Should().Equal(text.Split(' '));
    }

    /// <summary>Every thread does it with every case, each beginning at another one.</summary>
    private static void Each<T>(IReadOnlyList<T> cases, Action<T> action) =>
        Crowd.Run([.. Enumerable.Range(0, Threads).Select(thread => (Action)(() =>
        {
            for (int number = 0; number < Math.Max(cases.Count, Rounds); number++)
            {
                action(cases[(number + (thread * cases.Count / Threads)) % cases.Count]);
            }
        }))]);

    private static T[] Some<T>(Gen<T> cases)
    {
        var random = PCG.Parse(Seeds.All[0]);
        return [.. Enumerable.Range(0, Rounds).Select(number => cases.Generate(random, null, out _))];
    }

    private static async Task Collect(IAsyncEnumerable<BuildEntry> entries, List<Build?> builds)
    {
        await foreach (BuildEntry entry in entries)
        {
            builds.Add(entry.Build);
        }
    }
}
