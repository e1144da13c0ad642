using System.IO.Pipelines;
using System.Text;
using Copr.Contracts.Tests.Wiki;

namespace Copr.Contracts.Tests.Json;

/// <summary>What each entry of a list is, and what is thrown after the entries, in whatever pieces the list arrives.</summary>
public sealed class WaitingBuildsReaderTests
{
    private static readonly WaitingBuilds Wiki = CoprJson.Read<WaitingBuilds>(WikiExample.Bytes);

    /// <summary>The second build of the wiki's document.</summary>
    private static readonly string Second = SecondOf(WikiExample.Text);

    public static TheoryData<BrokenBuild> BrokenBuilds =>
    [
        new("\"id\": 4", "\"id\": \"4\"", null, "COPR103", "/builds/1/id"),
        new("\"id\": 4", "\"id\": 9223372036854775808", null, "COPR103", "/builds/1/id"),
        new(",\n      \"id\": 4", "", null, "COPR102", "/builds/1"),
        new("\"id\": 4", "\"id\": 4, \"id\": 4", 4, "COPR104", "/builds/1/id"),
        new("\"id\": 4", "\"id\": 4 4", 4, "COPR101", "/builds/1"),
        new("\"id\": 4", "\"id\": oops", null, "COPR101", "/builds/1/id"),
        new("\"id\": 4", "\"id\": 4, \"status\": 2", 4, "COPR502", "/builds/1/status"),
        new("\"user_id\": 1", "\"user_id\": {\"a\": \"}]\\\"\"}", 4, "COPR103", "/builds/1/user_id"),
        new("\"results\": null", "\"results\": nil", null, "COPR101", "/builds/1/results"),
        new("\"results\": null", "\"results\": \"\\ud800\"", 4, "COPR101", "/builds/1/results"),
        new("\"results\": null", "\"results\": \"\t\"", null, "COPR101", "/builds/1/results"),
        new("\"results\": null", "\"results\": // none\n null", null, "COPR101", "/builds/1/results"),
        new("\"baz\"", "\"žluť 😀\", \"name\": \"\\\\\"", 4, "COPR104", "/builds/1/copr/name"),
        new("\"name\": \"baz\"", "\"name\": null", 4, "COPR103", "/builds/1/copr/name"),
        new("\"copr_id\": 3", "\"copr_id\": 3.5", 4, "COPR103", "/builds/1/copr_id"),
        new("1351153692", "1351153692e400", 4, "COPR103", "/builds/1/submitted_on"),
        new("fedora-rawhide-i386\",\n      \"id\"", "fedora\",\n      \"id\"", 4, "COPR106", "/builds/1/chroots"),
        new("foo/pkg-1", "foo/\\ud800", 4, "COPR101", "/builds/1/pkgs"),
        new("http://foo/pkg-1", "ftp://foo/pkg-1", 4, "COPR107", "/builds/1/pkgs"),
        new("\"canceled\": true", "\"canceled\": [[[[\"]}\"]]]]", 4, "COPR103", "/builds/1/canceled"),
        new("\"canceled\": true", "\"canceled\" true", null, "COPR101", "/builds/1"),
        new("\"canceled\": true", "\"canceled\": true \"x\": 1", null, "COPR101", "/builds/1"),
        new("\"canceled\": true", "\"canceled\": " + new string('1', 5000), 4, "COPR103", "/builds/1/canceled"),
        new("\"canceled\": true", "\"é\": \"é😀\", \"canceled\": 1", 4, "COPR103", "/builds/1/canceled"),
        new("\"canceled\": true", "\"x\": {\"a\": 1, \"a\": 2}", 4, "COPR104", "/builds/1/x"),
        new("\"canceled\": true", "\"x\": [[[[{\"a\": {\"b\": 1, \"b\": 1}}]]]]", 4, "COPR104", "/builds/1/x"),
        new("\"canceled\": true", "\"\\ud800\": {}", 4, "COPR101", "/builds/1"),
        new("\"canceled\": true", "\"x\": [\"\\udc00\"]", 4, "COPR101", "/builds/1/x"),
        new("\"canceled\": true", "\"x\": " + new string('[', 70) + new string(']', 70), null, "COPR108", "/builds/1/x"),
    ];

    public static TheoryData<string> NotBuilds =>
    [
        "null", "4", "-1.5e3", "\"{]\"", "\"]}\"", "[[{\"id\": 4}]]", "true", "[]", "{}", "oops", "{]", "[[]]",
        "{\"id\":\"<script>\\u001b\"}",
    ];

    [Theory]
    [MemberData(nameof(BrokenBuilds))]
    public async Task A_broken_build_is_rejected_with_the_rule_and_the_path(BrokenBuild broken) =>
        (await ReadAll(broken)).Should().AllSatisfy(entries =>
        {
            entries[1].IsRejected.Should().BeTrue();
            entries[1].Violations.Select(static violation => (violation.Rule.Id, violation.Path))
                .Should().Equal((broken.Rule, broken.Path));
        });

    [Theory]
    [MemberData(nameof(BrokenBuilds))]
    public async Task A_rejected_build_has_its_id_if_the_id_can_be_read(BrokenBuild broken) =>
        (await ReadAll(broken)).Should().AllSatisfy(entries =>
            (entries[1].Index, entries[1].Id, entries[1].Build).Should().Be((1, broken.Id, null)));

    [Theory]
    [MemberData(nameof(BrokenBuilds))]
    public async Task A_broken_build_does_not_affect_the_one_before_it(BrokenBuild broken) =>
        (await ReadAll(broken)).Should().AllSatisfy(entries =>
        {
            entries.Should().HaveCount(2);
            (entries[0].Index, entries[0].Id, entries[0].Build).Should().Be((0, 5L, Wiki.Builds[0]));
        });

    [Theory]
    [MemberData(nameof(BrokenBuilds))]
    public async Task A_rejected_build_is_kept_as_it_was_sent(BrokenBuild broken) =>
        (await ReadAll(broken)).Should().AllSatisfy(entries => Encoding.UTF8.GetString(entries[1].RawJson.Span).Should().Be(broken.Second));

    [Theory]
    [MemberData(nameof(BrokenBuilds))]
    public async Task A_violation_is_where_whole_document_reading_reports_it(BrokenBuild broken)
    {
        Violation whole = Ways.Refusal(broken.Utf8Json)!;

        (await ReadAll(broken)).SelectMany(static entries => entries[1].Violations)
            .Select(static violation => (violation.Line, violation.Column)).Distinct().Should().Equal((whole.Line, whole.Column));
        Ways.AssertIsPlaced(whole, broken.Utf8Json);
    }

    [Theory]
    [MemberData(nameof(NotBuilds))]
    public async Task An_item_that_is_not_a_build_is_rejected_and_kept_as_it_was_sent(string json)
    {
        foreach (int chunk in BuildByBuild.Chunks)
        {
            BuildByBuild read = await BuildByBuild.ReadAsync(Document.Of(json, Samples.Build.ToString()), chunk);

            read.Entries.Select(static entry => entry.IsRejected).Should().Equal(true, false);
            Encoding.UTF8.GetString(read.Entries[0].RawJson.Span).Should().Be(json);
        }
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF_8_are_kept_as_they_were_sent()
    {
        byte[] document = Document.Replacing("\"baz\"", "\"@\"");
        int at = document.AsSpan().IndexOf((byte)'@');
        document[at] = 0xFF;
        foreach (int chunk in BuildByBuild.Chunks)
        {
            BuildEntry rejected = (await BuildByBuild.ReadAsync(document, chunk)).Entries[1];

            rejected.Violations.Should().ContainSingle().Which.Rule.Id.Should().Be("COPR101");
            rejected.RawJson.Span.IndexOf((byte)0xFF).Should().Be(at - document.AsSpan().IndexOf("{\n      \"copr_id\": 3"u8));
        }
    }

    [Fact]
    public async Task A_rejected_build_has_its_id_even_if_commas_trail() =>
        (await BuildByBuild.ReadAsync(Document.Of("{\"copr\":{\"id\":1,},\"id\":7,}"))).Entries[0].Id.Should().Be(7);

    [Fact]
    public async Task A_build_that_is_read_has_neither_raw_JSON_nor_violations()
    {
        BuildEntry entry = (await BuildByBuild.ReadAsync(WikiExample.Bytes)).Entries[0];

        (entry.RawJson.Length, entry.Violations.Count).Should().Be((0, 0));
    }

    [Theory]
    [InlineData("\"builds\":[@]", "\"a\":{\"builds\":[1,2]},", "")]
    [InlineData("\"builds\":[@]", "\"a\":[{\"builds\":[1]}],\"b\":\"]}\",\"c\":-1.5e3 ,", " , \"d\":null,\"e\":{},")]
    [InlineData("\"builds\":[@]", "\"a\":\"\\\"builds\\\":[\",", "")]
    [InlineData("\"builds\":[@]", "", ",\"a\":[[],[{}]],\"b\":-1,")]
    [InlineData("\"builds\":[@]", "\"a\":null,\"Builds\":[1],", ",\"BUILDS\":5")]
    [InlineData("\"b\\u0075ilds\":[@]", "\"a\":0 ,", "")]
    [InlineData("\"builds\" :\t[\r\n@ ,\n] ", "", " ,")]
    public async Task The_builds_are_found_among_other_members(string builds, string before, string after)
    {
        byte[] document = Document.Utf8($" {{{before}{builds}{after}}}\n".Replace("@", Samples.Build.ToString(), StringComparison.Ordinal));
        foreach (int chunk in BuildByBuild.Chunks)
        {
            (await BuildByBuild.ReadAsync(document, chunk)).Entries.Select(static entry => entry.Build).Should().Equal(Samples.Build);
        }
    }

    [Theory]
    [InlineData("{\"builds\":[],\"builds\":[]}", "COPR104", "/builds")]
    [InlineData("{\"builds\":[@],\"builds\":[@]}", "COPR104", "/builds")]
    [InlineData("{\"a\":1}", "COPR102", "")]
    [InlineData("{\"builds\":null}", "COPR103", "/builds")]
    [InlineData("{\"builds\":{\"0\":@}}", "COPR103", "/builds")]
    [InlineData("[@]", "COPR103", "")]
    [InlineData("{\"builds\":[@],\"a\":{\"b\":1,\"b\":2}}", "COPR104", "/a")]
    [InlineData("{\"\\ud800\":1,\"builds\":[@]}", "COPR101", "")]
    public async Task An_error_around_the_builds_is_thrown_after_them(string text, string rule, string path)
    {
        byte[] document = Document.Utf8(text.Replace("@", Samples.Build.ToString(), StringComparison.Ordinal));
        foreach (int chunk in BuildByBuild.Chunks)
        {
            BuildByBuild read = await BuildByBuild.ReadAsync(document, chunk);

            (read.Thrown?.Rule.Id, read.Thrown?.Path).Should().Be((rule, path));
            read.Entries.Should().HaveCount(text.Contains("\"builds\":[@]", StringComparison.Ordinal) ? 1 : 0);
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
    [InlineData("{\"builds\":[@,@]]")]
    [InlineData("{\"builds\":[@,@]} x")]
    [InlineData("{\"builds\":[@,@};")]
    [InlineData("{\"builds\":[@,@ @]}")]
    [InlineData("{\"builds\":[@,@,,")]
    [InlineData("{\"builds\":[@,@]//")]
    public async Task A_document_that_stops_being_JSON_yields_the_builds_before_that(string text)
    {
        byte[] document = Document.Utf8(text.Replace("@", "\n" + Samples.Build, StringComparison.Ordinal));
        foreach (int chunk in BuildByBuild.Chunks)
        {
            BuildByBuild read = await BuildByBuild.ReadAsync(document, chunk);

            (read.Thrown?.Rule.Id, read.Thrown?.Line).Should().Be(("COPR101", text.Contains("@ @", StringComparison.Ordinal) ? 4L : 3L));
            read.Entries.Count(static entry => !entry.IsRejected).Should().Be(2);
        }
    }

    [Fact]
    public async Task A_document_that_is_cut_off_anywhere_yields_the_builds_before_that()
    {
        int firstEnd = WikiExample.Text.IndexOf("\n    }", StringComparison.Ordinal) + 6;
        int secondEnd = WikiExample.Text.LastIndexOf("\n    }", StringComparison.Ordinal) + 6;
        for (int length = 0; length < WikiExample.Bytes.AsSpan().LastIndexOf((byte)'}'); length++)
        {
            BuildByBuild read = await BuildByBuild.ReadAsync(WikiExample.Bytes[..length]);

            (read.Thrown?.Rule.Id).Should().Be("COPR101", "{0} bytes arrived", length);
            read.Entries.Should().HaveCount((length >= firstEnd ? 1 : 0) + (length >= secondEnd ? 1 : 0));
        }
    }

    [Fact]
    public async Task The_first_error_around_the_builds_is_thrown()
    {
        byte[] document = Document.Utf8("{\"builds\":[]," + string.Join(',', Enumerable.Repeat("\"x\":1", 2000)) + "}");

        (await BuildByBuild.ReadAsync(document)).Thrown!.Column.Should().Be(20);
    }

    [Fact]
    public async Task At_most_1000_violations_are_reported_of_one_build()
    {
        byte[] document = Document.Replacing("\"canceled\": true", string.Join(',', Enumerable.Repeat("\"x\": 1", 2000)));

        (await BuildByBuild.ReadAsync(document)).Entries[1].Violations.Should().HaveCount(1000);
    }

    [Theory]
    [InlineData(ReadingMode.Strict, true)]
    [InlineData(ReadingMode.Lenient, false)]
    public async Task A_reader_reads_in_its_mode(ReadingMode mode, bool isRejected)
    {
        byte[] document = Document.Replacing("fedora-rawhide-i386", " fedora-rawhide-i386\\n");

        (await BuildByBuild.ReadAsync(document, mode: mode)).Entries[1].IsRejected.Should().Be(isRejected);
    }

    [Fact]
    public async Task One_reader_reads_many_documents_at_once()
    {
        var reader = new WaitingBuildsReader(ReadingMode.Lenient);

        BuildByBuild[] all = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(_ => Task.Run(() => BuildByBuild.ReadAsync(reader.ReadAsync(new ChunkedStream(WikiExample.Bytes, 5))))));

        all.Should().AllSatisfy(static read => read.Entries.Select(static entry => entry.Build).Should().Equal(Wiki.Builds));
    }

    [Fact]
    public void A_stream_or_pipe_that_is_null_is_refused()
    {
        FluentActions.Invoking(static () => new WaitingBuildsReader().ReadAsync((Stream)null!))
            .Should().Throw<ArgumentNullException>().WithParameterName("utf8Json");
        FluentActions.Invoking(static () => new WaitingBuildsReader().ReadAsync((PipeReader)null!))
            .Should().Throw<ArgumentNullException>().WithParameterName("utf8Json");
    }

    private static string SecondOf(string text)
    {
        int start = text.LastIndexOf("{\n      \"copr_id\"", StringComparison.Ordinal);
        return text[start..(text.LastIndexOf("\n    }", StringComparison.Ordinal) + 6)];
    }

    /// <summary>The entries of the list, in every mode and from streams and pipes in all pieces.</summary>
    private static async Task<IReadOnlyList<IReadOnlyList<BuildEntry>>> ReadAll(BrokenBuild broken)
    {
        List<IReadOnlyList<BuildEntry>> all = [];
        foreach (WaitingBuildsReader reader in Document.Modes.Select(static mode => new WaitingBuildsReader(mode)))
        {
            var smallBuffers = new StreamPipeReaderOptions(bufferSize: 16, minimumReadSize: 1);
            IAsyncEnumerable<BuildEntry>[] ways =
            [
                .. BuildByBuild.Chunks.Select(chunk => reader.ReadAsync(new ChunkedStream(broken.Utf8Json, chunk))),
                reader.ReadAsync(PipeReader.Create(new MemoryStream(broken.Utf8Json))),
                reader.ReadAsync(PipeReader.Create(new ChunkedStream(broken.Utf8Json, 5), smallBuffers)),
            ];
            foreach (IAsyncEnumerable<BuildEntry> way in ways)
            {
                all.Add(await way.ToListAsync());
            }
        }

        return all;
    }

    /// <summary>A change of the wiki's second build, the id that can still be read, and the rule and the path of the violation.</summary>
    public sealed record BrokenBuild(string From, string To, long? Id, string Rule, string Path)
    {
        public string Second => WaitingBuildsReaderTests.Second.Replace(From, To, StringComparison.Ordinal);

        public byte[] Utf8Json => Document.Replacing(WaitingBuildsReaderTests.Second, Second);
    }
}
