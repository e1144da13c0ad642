using System.IO.Pipelines;
using System.Text;
using Copr.Contracts.Json;
using Copr.Contracts.Tests.Wiki;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Json;

public sealed class WaitingBuildsReaderTests
{
    /// <summary>The wiki's document with its second build broken: how, the id that can be had, the rule and its path.</summary>
    public static TheoryData<string, string, long?, string, string> BrokenBuilds => new()
    {
        { "\"id\": 4", "\"id\": \"4\"", null, "COPR103", "/builds/1/id" },
        { ",\n      \"id\": 4", "", null, "COPR102", "/builds/1" },
        { "\"id\": 4", "\"id\": 4 4", 4, "COPR101", "/builds/1" },
        { "\"id\": 4", "\"id\": oops", null, "COPR101", "/builds/1/id" },
        { "\"chroots\": \"fedora-rawhide-i386\",\n      \"id\"", "\"chroots\": \"fedora\",\n      \"id\"", 4, "COPR106", "/builds/1/chroots" },
        { "foo/pkg-1", "foo/\\ud800", 4, "COPR101", "/builds/1/pkgs" },
        { "\"canceled\": true", "\"canceled\": [[[[\"]}\"]]]]", 4, "COPR103", "/builds/1/canceled" },
        { "\"canceled\": true", "\"x\": {\"a\": 1, \"a\": 2}", 4, "COPR104", "/builds/1/x" },
        { "\"canceled\": true", "\"canceled\" true", null, "COPR101", "/builds/1" },
        { "\"copr_id\": 3", "\"copr_id\": 3.5", 4, "COPR103", "/builds/1/copr_id" },
        { "\"name\": \"baz\"", "\"name\": null", 4, "COPR103", "/builds/1/copr/name" },
        { "\"canceled\": true", "\"\\ud800\": {}", 4, "COPR101", "/builds/1" },
        { "\"canceled\": true", "\"x\": [\"\\udc00\"]", 4, "COPR101", "/builds/1/x" },
        { "\"canceled\": true", "\"canceled\": " + new string('1', 5000), 4, "COPR103", "/builds/1/canceled" },
        { "\"canceled\": true", "\"x\": " + new string('[', 70) + new string(']', 70), null, "COPR108", "/builds/1/x" },
    };

    public static TheoryData<int> Chunks => [.. ChunkSizes];

    private static int[] ChunkSizes => [1, 2, 3, 7, 64, int.MaxValue];

    [Theory]
    [MemberData(nameof(BrokenBuilds))]
    public async Task A_broken_build_leaves_the_other_one_alone(string from, string to, long? id, string rule, string path)
    {
        byte[] document = Document.Replacing(from, to);
        foreach (int chunk in ChunkSizes)
        {
            List<BuildEntry> entries = await Entries(new WaitingBuildsReader().ReadAsync(new ChunkedStream(document, chunk)));

            entries.Should().HaveCount(2);
            (entries[0].Index, entries[0].Id, entries[0].IsRejected).Should().Be((0, 5L, false));
            entries[0].Build.Should().Be(CoprJson.Read<WaitingBuilds>(WikiExample.Bytes).Builds[0]);
            (entries[1].Index, entries[1].Id, entries[1].Build).Should().Be((1, id, null));
            entries[1].Violations.Select(static violation => (violation.Rule.Id, violation.Path)).Should().Equal((rule, path));
        }
    }

    [Fact]
    public async Task What_was_rejected_is_kept_as_it_was_sent()
    {
        byte[] document = Document.Replacing("\"id\": 4", "\"id\": oops");

        BuildEntry rejected = (await Entries(new WaitingBuildsReader().ReadAsync(document)))[1];

        string text = Encoding.UTF8.GetString(document);
        int start = text.IndexOf("{\n      \"copr_id\": 3", StringComparison.Ordinal);
        Encoding.UTF8.GetString(rejected.RawJson.Span).Should().Be(text[start..(text.IndexOf("oops\n    }", StringComparison.Ordinal) + "oops\n    }".Length)]);
    }

    [Fact]
    public async Task A_violation_is_located_in_the_whole_document()
    {
        BuildEntry rejected = (await Entries(new WaitingBuildsReader().ReadAsync(Document.Replacing("\"id\": 4", "\"é\": \"😀\", \"id\": oops"))))[1];

        (rejected.Violations[0].Line, rejected.Violations[0].Column).Should().Be((39, 24));
    }

    [Fact]
    public async Task What_was_read_has_neither_raw_json_nor_violations()
    {
        BuildEntry entry = (await Entries(new WaitingBuildsReader().ReadAsync(WikiExample.Bytes)))[0];

        (entry.RawJson.Length, entry.Violations.Count).Should().Be((0, 0));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("\"]}\"")]
    [InlineData("[[]]")]
    [InlineData("true")]
    [InlineData("oops")]
    [InlineData("{]")]
    public async Task An_entry_that_is_no_build_is_rejected(string json)
    {
        List<BuildEntry> entries = await Entries(new WaitingBuildsReader().ReadAsync(Document.Utf8($"{{\"builds\":[{json},{Samples.Build}]}}")));

        entries.Select(static entry => entry.IsRejected).Should().Equal(true, false);
        Encoding.UTF8.GetString(entries[0].RawJson.Span).Should().Be(json);
    }

    [Fact]
    public async Task A_build_is_yielded_as_soon_as_its_bytes_are_there()
    {
        var pipe = new Pipe();
        string text = $"{{\"builds\":[{Samples.Build},";
        await using IAsyncEnumerator<BuildEntry> entries = new WaitingBuildsReader().ReadAsync(pipe.Reader).GetAsyncEnumerator();

        await pipe.Writer.WriteAsync(Document.Utf8(text[..^2]));
        ValueTask<bool> next = entries.MoveNextAsync();
        bool wasEarly = next.IsCompleted;
        await pipe.Writer.WriteAsync("}"u8.ToArray());

        (await next.AsTask().WaitAsync(TimeSpan.FromMinutes(1))).Should().BeTrue();
        wasEarly.Should().BeFalse();
        entries.Current.Build.Should().Be(Samples.Build);
    }

    [Theory]
    [MemberData(nameof(Chunks))]
    public async Task Members_before_and_behind_the_builds_are_no_trouble(int chunk)
    {
        byte[] document = Document.Utf8($"{{\"a\":[{{\"builds\":[1]}}],\"b\":\"]}}\",\"c\":-1.5e3 ,\"builds\":[{Samples.Build}] , \"d\":null,\"e\":{{}},}} ");

        (await Entries(new WaitingBuildsReader().ReadAsync(new ChunkedStream(document, chunk)))).Should().ContainSingle().Which.Build.Should().Be(Samples.Build);
    }

    [Fact]
    public async Task A_document_that_was_cut_off_yields_what_came_before_and_then_says_so()
    {
        int firstEnd = WikiExample.Text.IndexOf("\n    }", StringComparison.Ordinal) + 6;
        int secondEnd = WikiExample.Text.LastIndexOf("\n    }", StringComparison.Ordinal) + 6;
        for (int length = 0; length < WikiExample.Bytes.AsSpan().LastIndexOf((byte)'}'); length++)
        {
            List<BuildEntry> entries = [];
            Func<Task> read = async () => await Collect(new WaitingBuildsReader().ReadAsync(WikiExample.Bytes.AsMemory(0, length)), entries);

            (await read.Should().ThrowAsync<ContractException>("{0} bytes came", length)).Which.Violation.Rule.Id.Should().BeOneOf("COPR101", "COPR102");
            entries.Count.Should().Be((length >= firstEnd ? 1 : 0) + (length >= secondEnd ? 1 : 0));
        }
    }

    [Theory]
    [InlineData("{\"builds\":[],\"builds\":[]}", "COPR104", "/builds")]
    [InlineData("{\"builds\":[@],\"builds\":[@]}", "COPR104", "/builds")]
    [InlineData("{\"a\":1}", "COPR102", "")]
    [InlineData("{\"builds\":null}", "COPR103", "/builds")]
    [InlineData("{\"builds\":{\"0\":@}}", "COPR103", "/builds")]
    [InlineData("[@]", "COPR103", "")]
    [InlineData("{\"builds\":[@ @]}", "COPR101", "/builds/1")]
    [InlineData("{\"builds\":[@}", "COPR101", "/builds/1")]
    [InlineData("{\"builds\":[@]]", "COPR101", "")]
    [InlineData("{\"builds\":[@],\"a\":{\"b\":1,\"b\":2}}", "COPR104", "/a")]
    [InlineData("{\"\\ud800\":1,\"builds\":[@]}", "COPR101", "")]
    public async Task What_is_wrong_around_the_builds_is_thrown_behind_them(string text, string rule, string path)
    {
        List<BuildEntry> entries = [];
        Func<Task> read = async () => await Collect(new WaitingBuildsReader().ReadAsync(Document.Utf8(text.Replace("@", Samples.Build.ToString(), StringComparison.Ordinal))), entries);

        Violation violation = (await read.Should().ThrowAsync<ContractException>()).Which.Violation;
        (violation.Rule.Id, violation.Path).Should().Be((rule, path));
        entries.Should().HaveCount(text.StartsWith("{\"builds\":[@", StringComparison.Ordinal) || text.EndsWith("[@]}", StringComparison.Ordinal) ? 1 : 0);
    }

    [Theory]
    [MemberData(nameof(Chunks))]
    public async Task A_build_that_is_too_large_is_rejected_and_the_next_one_read(int chunk)
    {
        var reader = new WaitingBuildsReader(limits: new() { MaxBuildBytes = 1000 });
        byte[] document = Document.Utf8($"{{\"builds\":[{Samples.Build with { Results = new string('x', 2000) }},{Samples.Build}]}}");

        List<BuildEntry> entries = await Entries(reader.ReadAsync(new ChunkedStream(document, chunk)));

        entries.Select(static entry => (entry.IsRejected, entry.RawJson.Length)).Should().Equal((true, 0), (false, 0));
        (entries[0].Violations[0].Rule, entries[0].Violations[0].Path).Should().Be((Rules.LimitExceeded, "/builds/0"));
    }

    [Theory]
    [InlineData("{\"builds\":[@],\"x\":\"#\"}", "/x")]
    [InlineData("{\"#\":1,\"builds\":[@]}", "")]
    [InlineData("\"#\"", "")]
    public async Task Any_other_value_that_is_too_large_is_told(string text, string path)
    {
        var reader = new WaitingBuildsReader(limits: new() { MaxBuildBytes = 1000 });
        byte[] document = Document.Utf8(text.Replace("@", Samples.Build.ToString(), StringComparison.Ordinal).Replace("#", new string('x', 2000), StringComparison.Ordinal));
        Func<Task> read = async () => await Entries(reader.ReadAsync(document));

        Violation violation = (await read.Should().ThrowAsync<ContractException>()).Which.Violation;
        (violation.Rule, violation.Path).Should().Be((Rules.LimitExceeded, path));
    }

    [Theory]
    [InlineData("", " ")]
    [InlineData("{\"builds\":[", "{\"id\":1},")]
    [InlineData("{\"builds\":[\"", "xxxxxxxx")]
    [InlineData("{\"builds\":[", "11111111")]
    [InlineData("{", "\"x\":1,")]
    [InlineData("{\"builds\":[],\"x\":[", "[],")]
    [InlineData("{\"builds\":[]}", "\n")]
    public async Task A_document_without_end_is_ended_by_the_limit(string beginning, string repeated)
    {
        var reader = new WaitingBuildsReader(limits: new() { MaxDocumentBytes = 1_000_000, MaxBuildBytes = 10_000 });
        Func<Task> read = async () =>
        {
            await foreach (BuildEntry _ in reader.ReadAsync(new EndlessStream(beginning, repeated)))
            {
                // Only the end counts.
            }
        };

        (await read.Should().ThrowAsync<ContractException>()).Which.Violation.Rule.Id.Should().BeOneOf("COPR108", "COPR104");
    }

    [Fact]
    public async Task A_whole_document_without_end_is_ended_by_the_limit()
    {
        Func<Task> read = static async () => await CoprJson.ReadAsync<WaitingBuilds>(new EndlessStream("{\"builds\":[", "{\"id\":1},"), limits: new() { MaxDocumentBytes = 1_000_000 });

        (await read.Should().ThrowAsync<ContractException>()).Which.Violation.Rule.Should().BeSameAs(Rules.LimitExceeded);
    }

    [Fact]
    public async Task The_nesting_is_limited()
    {
        string nested = Samples.Build.ToString()[..^1] + ",\"x\":[[[]]]}";

        (await Entries(new WaitingBuildsReader(limits: new() { MaxDepth = 6 }).ReadAsync(Document.Utf8($"{{\"builds\":[{nested}]}}"))))[0].IsRejected.Should().BeFalse();
        (await Entries(new WaitingBuildsReader(limits: new() { MaxDepth = 5 }).ReadAsync(Document.Utf8($"{{\"builds\":[{nested}]}}"))))[0].Violations[0].Rule.Should().BeSameAs(Rules.LimitExceeded);
    }

    [Fact]
    public void Limits_that_leave_nothing_to_read_are_refused()
    {
        new Action[]
        {
            static () => _ = new ReaderLimits { MaxDocumentBytes = 0 },
            static () => _ = new ReaderLimits { MaxBuildBytes = 0 },
            static () => _ = new ReaderLimits { MaxDepth = 3 },
            static () => _ = new ReaderLimits { MaxDepth = 1001 },
        }.Should().AllSatisfy(static set => set.Should().Throw<ArgumentOutOfRangeException>());
    }

    [Fact]
    public async Task Reading_is_canceled_before_it_begins()
    {
        Func<Task> read = static async () => await Entries(new WaitingBuildsReader().ReadAsync(new MemoryStream(WikiExample.Bytes), new CancellationToken(canceled: true)));

        await read.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Reading_is_canceled_between_two_builds()
    {
        using var cancellation = new CancellationTokenSource();
        int count = 0;
        Func<Task> read = async () =>
        {
            await foreach (BuildEntry _ in new WaitingBuildsReader().ReadAsync(WikiExample.Bytes).WithCancellation(cancellation.Token))
            {
                count++;
                await cancellation.CancelAsync();
            }
        };

        await read.Should().ThrowAsync<OperationCanceledException>();
        count.Should().Be(1);
    }

    [Fact]
    public async Task A_pending_read_of_a_pipe_is_canceled()
    {
        var pipe = new Pipe();
        pipe.Reader.CancelPendingRead();
        Func<Task> read = async () => await Entries(new WaitingBuildsReader().ReadAsync(pipe.Reader));

        await read.Should().ThrowAsync<OperationCanceledException>().WithMessage("The pending read of the pipe was canceled.");
    }

    [Fact]
    public async Task A_pipe_can_be_read_on_where_the_enumeration_was_left()
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(WikiExample.Bytes);
        await pipe.Writer.CompleteAsync();

        await foreach (BuildEntry _ in new WaitingBuildsReader().ReadAsync(pipe.Reader))
        {
            break;
        }

        ReadResult rest = await pipe.Reader.ReadAsync();
        Encoding.UTF8.GetString(rest.Buffer.FirstSpan).Should().StartWith(",\n    {\n      \"copr_id\": 3,");
    }

    [Fact]
    public async Task A_document_in_memory_is_enumerated_again()
    {
        IAsyncEnumerable<BuildEntry> entries = new WaitingBuildsReader().ReadAsync(WikiExample.Bytes);

        (await Entries(entries)).Should().HaveCount(2);
        (await Entries(entries)).Should().HaveCount(2);
    }

    [Fact]
    public async Task A_stream_stays_open()
    {
        using var stream = new MemoryStream(WikiExample.Bytes);

        await Entries(new WaitingBuildsReader().ReadAsync(stream));

        stream.CanRead.Should().BeTrue();
    }

    [Fact]
    public async Task A_failure_of_the_stream_comes_through()
    {
        Func<Task> read = static async () => await Entries(new WaitingBuildsReader().ReadAsync(new FailingStream()));

        await read.Should().ThrowAsync<IOException>();
    }

    [Fact]
    public async Task One_reader_reads_many_documents_at_once()
    {
        var reader = new WaitingBuildsReader(CoprJson.Lenient);

        List<BuildEntry>[] all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Entries(reader.ReadAsync(new ChunkedStream(WikiExample.Bytes, 5))))));

        all.Should().AllSatisfy(static entries => entries.Select(static entry => entry.Id).Should().Equal(5, 4));
    }

    [Fact]
    public void Null_and_foreign_options_are_refused()
    {
        var options = new System.Text.Json.JsonSerializerOptions { TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver() };
        options.Converters.Add(new ForeignConverter());

        FluentActions.Invoking(static () => new WaitingBuildsReader().ReadAsync((Stream)null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(static () => new WaitingBuildsReader().ReadAsync((PipeReader)null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => new WaitingBuildsReader(options)).Should().Throw<ArgumentException>().WithMessage("*not the contract's*");
    }

    [Fact]
    public async Task Of_what_is_wrong_with_one_build_a_thousand_violations_are_told()
    {
        byte[] document = Document.Replacing("\"canceled\": true", string.Join(',', Enumerable.Repeat("\"id\": 1", 2000)));

        (await Entries(new WaitingBuildsReader().ReadAsync(document)))[1].Violations.Should().HaveCount(1000);
    }

    [Fact]
    public async Task Of_what_is_wrong_around_the_builds_the_first_is_thrown()
    {
        byte[] document = Document.Utf8("{" + string.Join(',', Enumerable.Repeat("\"x\": 1", 2000)) + "}");
        Func<Task> read = async () => await Entries(new WaitingBuildsReader().ReadAsync(document));

        (await read.Should().ThrowAsync<ContractException>()).Which.Violation.Column.Should().Be(9);
    }

    [Fact]
    public async Task A_lenient_reader_reads_leniently()
    {
        byte[] document = Document.Replacing("fedora-rawhide-i386", " fedora-rawhide-i386\\n");

        (await Entries(new WaitingBuildsReader(CoprJson.Lenient).ReadAsync(document)))[1].IsRejected.Should().BeFalse();
        (await Entries(new WaitingBuildsReader().ReadAsync(document)))[1].IsRejected.Should().BeTrue();
    }

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

    private sealed class EndlessStream(string beginning, string repeated) : MemoryStream
    {
        private readonly byte[] text = Document.Utf8(beginning + string.Concat(Enumerable.Repeat(repeated, 1000)));
        private readonly int start = beginning.Length;
        private int position;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            position = position == text.Length ? start : position;
            int length = Math.Min(buffer.Length, text.Length - position);
            text.AsMemory(position, length).CopyTo(buffer);
            position += length;
            return ValueTask.FromResult(length);
        }
    }

    private sealed class FailingStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("The connection is gone.");
    }

    private sealed class ForeignConverter : System.Text.Json.Serialization.JsonConverter<Build>
    {
        public override Build? Read(ref System.Text.Json.Utf8JsonReader reader, Type typeToConvert, System.Text.Json.JsonSerializerOptions options) => null;

        public override void Write(System.Text.Json.Utf8JsonWriter writer, Build value, System.Text.Json.JsonSerializerOptions options) => writer.WriteNullValue();
    }
}
