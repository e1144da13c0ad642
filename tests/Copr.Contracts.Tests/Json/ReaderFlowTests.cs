using System.IO.Pipelines;
using System.Text;
using Copr.Contracts.Json;
using Copr.Contracts.Tests.Wiki;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Json;

/// <summary>Build by build: when an entry comes, what ends the reading, and what is left behind.</summary>
public sealed class ReaderFlowTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("{\"id\":1}")]
    [InlineData("[[]]")]
    [InlineData("\"text\"")]
    public async Task What_is_rejected_comes_as_soon_as_its_last_byte_is_there(string json)
    {
        var pipe = new Pipe();
        await using IAsyncEnumerator<BuildEntry> entries = new WaitingBuildsReader().ReadAsync(pipe.Reader).GetAsyncEnumerator();
        await Write(pipe, "{\"builds\":[" + json[..^1]);
        Task<bool> next = entries.MoveNextAsync().AsTask();
        bool wasEarly = next.IsCompleted;

        await Write(pipe, json[^1..]);

        (await next.WaitAsync(Guard)).Should().BeTrue();
        (wasEarly, entries.Current.IsRejected).Should().Be((false, true));
    }

    [Fact]
    public async Task A_number_comes_with_the_byte_behind_it()
    {
        var pipe = new Pipe();
        await using IAsyncEnumerator<BuildEntry> entries = new WaitingBuildsReader().ReadAsync(pipe.Reader).GetAsyncEnumerator();
        await Write(pipe, "{\"builds\":[17");
        Task<bool> next = entries.MoveNextAsync().AsTask();
        bool wasEarly = next.IsCompleted;

        await Write(pipe, ",");

        (await next.WaitAsync(Guard)).Should().BeTrue();
        (wasEarly, Encoding.UTF8.GetString(entries.Current.RawJson.Span)).Should().Be((false, "17"));
    }

    [Fact]
    public async Task Of_a_stream_that_stops_all_that_came_is_yielded()
    {
        var pipe = new Pipe();
        await using IAsyncEnumerator<BuildEntry> entries = new WaitingBuildsReader().ReadAsync(pipe.Reader.AsStream()).GetAsyncEnumerator();
        await Write(pipe, $"{{\"builds\":[{Samples.Build},{Samples.Build with { Id = 6 }}");

        (await entries.MoveNextAsync().AsTask().WaitAsync(Guard)).Should().BeTrue();
        (await entries.MoveNextAsync().AsTask().WaitAsync(Guard)).Should().BeTrue();
        entries.Current.Id.Should().Be(6);

        Task<bool> last = entries.MoveNextAsync().AsTask();
        last.IsCompleted.Should().BeFalse();
        await Write(pipe, "]}");
        await pipe.Writer.CompleteAsync();
        (await last.WaitAsync(Guard)).Should().BeFalse();
    }

    [Fact]
    public async Task A_wait_for_bytes_is_canceled()
    {
        using var cancellation = new CancellationTokenSource();
        var pipe = new Pipe();
        await using IAsyncEnumerator<BuildEntry> entries = new WaitingBuildsReader().ReadAsync(pipe.Reader, cancellation.Token).GetAsyncEnumerator(CancellationToken.None);
        await Write(pipe, $"{{\"builds\":[{Samples.Build},");
        (await entries.MoveNextAsync().AsTask().WaitAsync(Guard)).Should().BeTrue();
        Task<bool> next = entries.MoveNextAsync().AsTask();

        await cancellation.CancelAsync();

        Func<Task> wait = () => next.WaitAsync(Guard);
        await wait.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_pipe_that_was_left_early_is_the_callers_to_read_and_complete()
    {
        var pipe = new Pipe();
        await Write(pipe, $"{{\"builds\":[{Samples.Build} ,");
        await foreach (BuildEntry _ in new WaitingBuildsReader().ReadAsync(pipe.Reader))
        {
            break;
        }

        await Write(pipe, "more");
        await pipe.Writer.CompleteAsync();

        ReadResult rest = await pipe.Reader.ReadAtLeastAsync(6);
        Encoding.UTF8.GetString(System.Buffers.BuffersExtensions.ToArray(rest.Buffer)).Should().Be(" ,more");
        pipe.Reader.Invoking(static reader => reader.Complete()).Should().NotThrow();
    }

    [Fact]
    public async Task A_stream_stays_open_where_the_enumeration_was_left()
    {
        using var stream = new MemoryStream(WikiExample.Bytes);
        await foreach (BuildEntry _ in new WaitingBuildsReader().ReadAsync(stream))
        {
            break;
        }

        stream.CanRead.Should().BeTrue();
    }

    [Fact]
    public async Task A_connection_that_breaks_comes_through_behind_what_was_read()
    {
        List<BuildEntry> entries = [];
        Func<Task> read = async () => await Collect(new WaitingBuildsReader().ReadAsync(new BreakingStream(Document.Utf8($"{{\"builds\":[{Samples.Build},"))), entries);

        await read.Should().ThrowAsync<IOException>().WithMessage("The connection is gone.");
        entries.Should().ContainSingle().Which.Build.Should().Be(Samples.Build);
    }

    [Fact]
    public async Task Two_enumerations_of_one_reader_do_not_meet()
    {
        var reader = new WaitingBuildsReader();
        await using IAsyncEnumerator<BuildEntry> one = reader.ReadAsync(WikiExample.Bytes).GetAsyncEnumerator();
        await using IAsyncEnumerator<BuildEntry> other = reader.ReadAsync(Document.Replacing("\"id\": 4", "\"id\": 9")).GetAsyncEnumerator();

        await one.MoveNextAsync();
        await other.MoveNextAsync();
        await other.MoveNextAsync();
        await one.MoveNextAsync();

        (one.Current.Index, one.Current.Id, other.Current.Index, other.Current.Id).Should().Be((1, 4L, 1, 9L));
    }

    [Fact]
    public async Task A_document_of_exactly_the_limit_is_read()
    {
        var limits = new ReaderLimits { MaxDocumentBytes = WikiExample.Bytes.Length };

        (await CoprJson.ReadAsync<WaitingBuilds>(new MemoryStream(WikiExample.Bytes), limits: limits)).Builds.Should().HaveCount(2);
        (await Entries(new WaitingBuildsReader(limits: limits).ReadAsync(WikiExample.Bytes))).Should().HaveCount(2);
    }

    [Fact]
    public async Task A_document_of_one_byte_more_is_refused()
    {
        var limits = new ReaderLimits { MaxDocumentBytes = WikiExample.Bytes.Length - 1 };
        Func<Task> whole = async () => await CoprJson.ReadAsync<WaitingBuilds>(new MemoryStream(WikiExample.Bytes), limits: limits);
        Func<Task> piecemeal = async () => await Entries(new WaitingBuildsReader(limits: limits).ReadAsync(WikiExample.Bytes));

        (await whole.Should().ThrowAsync<ContractException>()).Which.Violation.Rule.Should().BeSameAs(Rules.LimitExceeded);
        (await piecemeal.Should().ThrowAsync<ContractException>()).Which.Violation.Rule.Should().BeSameAs(Rules.LimitExceeded);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public async Task A_build_may_be_exactly_as_large_as_the_limit(int more, bool isRejected)
    {
        byte[] build = Document.Utf8(Samples.Build.ToString());
        var reader = new WaitingBuildsReader(limits: new() { MaxBuildBytes = build.Length - more });

        (await Entries(reader.ReadAsync((byte[])[.. "{\"builds\":["u8, .. build, .. "]}"u8])))[0].IsRejected.Should().Be(isRejected);
    }

    [Fact]
    public void The_smallest_limits_are_limits() =>
        new ReaderLimits { MaxDocumentBytes = 1, MaxBuildBytes = 1, MaxDepth = 4 }.Should().Be(new ReaderLimits { MaxDocumentBytes = 1, MaxBuildBytes = 1, MaxDepth = 4 });

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public void A_size_that_is_not_positive_is_refused(long size) =>
        FluentActions.Invoking(() => new ReaderLimits { MaxDocumentBytes = size }).Should().Throw<ArgumentOutOfRangeException>();

    private static async Task Write(Pipe pipe, string text) => await pipe.Writer.WriteAsync(Document.Utf8(text));

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

    /// <summary>Gives its bytes away and then fails.</summary>
    private sealed class BreakingStream(byte[] content) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position == Length ? throw new IOException("The connection is gone.") : await base.ReadAsync(buffer, cancellationToken);
    }
}
