using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Copr.Contracts.Json;
using Copr.Contracts.Tests.Wiki;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Json;

/// <summary>Build by build, a document says the same however its bytes come in, and the same as when it is read at once.</summary>
public sealed class ReaderChunkTests
{
    private static readonly int[] Chunks = [1, 2, 3, 7, 64, int.MaxValue];

    /// <summary>The second build of the wiki's document, as it stands there.</summary>
    private static readonly string Second = WikiExample.Text[WikiExample.Text.LastIndexOf("{\n      \"copr_id\"", StringComparison.Ordinal)..(WikiExample.Text.LastIndexOf("\n    }", StringComparison.Ordinal) + 6)];

    public static TheoryData<string, string> Breaks => new()
    {
        { "\"id\": 4", "\"id\": \"4\"" },
        { "\"id\": 4", "\"id\": 9223372036854775808" },
        { ",\n      \"id\": 4", "" },
        { "\"id\": 4", "\"id\": 4, \"id\": 4" },
        { "\"user_id\": 1", "\"user_id\": {\"a\": \"}]\\\"\"}" },
        { "\"results\": null", "\"results\": nil" },
        { "\"results\": null", "\"results\": \"\\ud800\"" },
        { "\"results\": null", "\"results\": \"\t\"" },
        { "\"results\": null", "\"results\": // none\n null" },
        { "\"baz\"", "\"žluť 😀\", \"name\": \"\\\\\"" },
        { "1351153692", "1351153692e400" },
        { "\"chroots\": \"fedora-rawhide-i386\",\n      \"id\"", "\"chroots\": \"fedora-rawhide-i386, fedora-17-i386\",\n      \"id\"" },
        { "http://foo/pkg-1", "ftp://foo/pkg-1" },
        { "\"canceled\": true", "\"canceled\": true \"x\": 1" },
        { "\"canceled\": true", "\"x\": [[[[{\"a\": {\"b\": 1, \"b\": 1}}]]]]" },
        { "\"canceled\": true", "\"é\": \"é😀\", \"canceled\": 1" },
    };

    public static TheoryData<string> Others => ["null", "4", "-1.5e3", "\"{]\"", "[[{\"id\": 4}]]", "true", "[]", "{}"];

    [Theory]
    [MemberData(nameof(Breaks))]
    public Task A_broken_build_is_rejected_with_its_text_however_it_comes(string from, string to) => Rejects(Second.Replace(from, to, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Others))]
    public Task What_is_no_build_is_rejected_with_its_text_however_it_comes(string json) => Rejects(json);

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_rejected_with_their_build_and_kept()
    {
        byte[] document = Document.Replacing("\"baz\"", "\"@\"");
        document[document.AsSpan().IndexOf((byte)'@')] = 0xFF;
        foreach (int chunk in Chunks)
        {
            List<BuildEntry> entries = await Entries(new WaitingBuildsReader().ReadAsync(new ChunkedStream(document, chunk)));

            entries[1].Violations.Should().ContainSingle().Which.Rule.Should().BeSameAs(Rules.MalformedJson);
            entries[1].RawJson.Span.IndexOf((byte)0xFF).Should().Be(document.AsSpan().IndexOf((byte)0xFF) - document.AsSpan().IndexOf("{\n      \"copr_id\": 3"u8));
        }
    }

    [Theory]
    [InlineData("\"builds\":[@]", "\"a\":{\"builds\":[1,2]},", "")]
    [InlineData("\"builds\":[@]", "\"a\":\"\\\"builds\\\":[\",", "")]
    [InlineData("\"builds\":[@]", "", ",\"a\":[[],[{}]],\"b\":-1,")]
    [InlineData("\"builds\":[@]", "\"a\":null,\"Builds\":[1],", ",\"BUILDS\":5")]
    [InlineData("\"b\\u0075ilds\":[@]", "\"a\":0 ,", "")]
    [InlineData("\"builds\" :\t[\r\n@ ,\n] ", "", " ,")]
    public async Task The_builds_are_found_among_other_members(string builds, string before, string behind)
    {
        byte[] document = Document.Utf8($" {{{before}{builds}{behind}}}\n".Replace("@", Samples.Build.ToString(), StringComparison.Ordinal));
        foreach (int chunk in Chunks)
        {
            (await Entries(new WaitingBuildsReader().ReadAsync(new ChunkedStream(document, chunk)))).Select(static entry => entry.Build).Should().Equal(Samples.Build);
        }
    }

    [Theory]
    [InlineData("{\"builds\":[@,@")]
    [InlineData("{\"builds\":[@,@]")]
    [InlineData("{\"builds\":[@,@],")]
    [InlineData("{\"builds\":[@,@],\"x")]
    [InlineData("{\"builds\":[@,@],\"x\":[1")]
    [InlineData("{\"builds\":[@,@,")]
    [InlineData("{\"builds\":[@,@,{")]
    [InlineData("{\"builds\":[@,@]}}")]
    [InlineData("{\"builds\":[@,@]} x")]
    [InlineData("{\"builds\":[@,@};")]
    [InlineData("{\"builds\":[@,@,,")]
    [InlineData("{\"builds\":[@,@]//")]
    public async Task What_ends_a_document_too_early_is_told_behind_the_builds_where_it_is(string text)
    {
        byte[] document = Document.Utf8(text.Replace("@", "\n" + Samples.Build, StringComparison.Ordinal));
        List<Violation> told = [];
        foreach (int chunk in Chunks)
        {
            List<BuildEntry> entries = [];
            Func<Task> read = async () => await Collect(new WaitingBuildsReader().ReadAsync(new ChunkedStream(document, chunk)), entries);

            told.Add((await read.Should().ThrowAsync<ContractException>()).Which.Violation);
            entries.Count(static entry => !entry.IsRejected).Should().Be(2);
        }

        told.Should().AllBeEquivalentTo(told[0]);
        (told[0].Rule, told[0].Line).Should().Be((Rules.MalformedJson, 3L));
    }

    private static async Task Rejects(string second)
    {
        string text = WikiExample.Text.Replace(Second, second, StringComparison.Ordinal);
        byte[] document = Document.Utf8(text);
        foreach (JsonSerializerOptions options in Document.Modes)
        {
            Violation whole = Probe.Refusal(document, options)!;
            foreach (IAsyncEnumerable<BuildEntry> way in Ways(document, new WaitingBuildsReader(options)))
            {
                List<BuildEntry> entries = await Entries(way);

                entries.Select(static entry => (entry.Index, entry.IsRejected)).Should().Equal((0, false), (1, true));
                Encoding.UTF8.GetString(entries[1].RawJson.Span).Should().Be(second);
                entries[1].Violations.Should().ContainEquivalentOf(whole, "of one text all readers say the same");
                entries[1].Violations.Should().AllSatisfy(violation => Probe.IsPlaced(violation, document));
            }
        }
    }

    private static IEnumerable<IAsyncEnumerable<BuildEntry>> Ways(byte[] document, WaitingBuildsReader reader) =>
    [
        reader.ReadAsync(document),
        reader.ReadAsync(PipeReader.Create(new MemoryStream(document))),
        reader.ReadAsync(PipeReader.Create(new ChunkedStream(document, 5), new StreamPipeReaderOptions(bufferSize: 16, minimumReadSize: 1))),
        .. Chunks.Select(chunk => reader.ReadAsync(new ChunkedStream(document, chunk))),
    ];

    private static async Task<List<BuildEntry>> Entries(IAsyncEnumerable<BuildEntry> entries)
    {
        List<BuildEntry> list = [];
        await Collect(entries, list);
        return list;
    }

    private static async Task Collect(IAsyncEnumerable<BuildEntry> entries, List<BuildEntry> list)
    {
        await foreach (BuildEntry entry in entries)
        {
            list.Add(entry);
        }
    }
}
