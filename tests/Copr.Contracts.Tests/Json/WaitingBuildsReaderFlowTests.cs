using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Copr.Contracts.Tests.Wiki;

namespace Copr.Contracts.Tests.Json;

/// <summary>When an entry is returned, what ends the enumeration, and in what state the stream or pipe is left.</summary>
public sealed class WaitingBuildsReaderFlowTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    private static readonly string Good = Samples.Build.ToString();

    public static TheoryData<string> Items => [Good, "{\"id\":1}", "[[]]", "\"text\""];

    [Theory]
    [MemberData(nameof(Items))]
    public async Task An_item_is_returned_as_soon_as_its_last_byte_arrives(string json)
    {
        var pipe = new Pipe();
        await using IAsyncEnumerator<BuildEntry> entries = new WaitingBuildsReader().ReadAsync(pipe.Reader).GetAsyncEnumerator();
        await Write(pipe, "{\"builds\":[" + json[..^1]);
        Task<bool> next = entries.MoveNextAsync().AsTask();
        bool isEarly = next.IsCompleted;

        await Write(pipe, json[^1..]);

        (await next.WaitAsync(Timeout)).Should().BeTrue();
        (isEarly, entries.Current.IsRejected).Should().Be((false, json != Good));
    }

    [Fact]
    public async Task A_number_is_returned_with_the_byte_after_it()
    {
        var pipe = new Pipe();
        await using IAsyncEnumerator<BuildEntry> entries = new WaitingBuildsReader().ReadAsync(pipe.Reader).GetAsyncEnumerator();
        await Write(pipe, "{\"builds\":[17");
        Task<bool> next = entries.MoveNextAsync().AsTask();
        bool isEarly = next.IsCompleted;

        await Write(pipe, ",");

        (await next.WaitAsync(Timeout)).Should().BeTrue();
        (isEarly, Encoding.UTF8.GetString(entries.Current.RawJson.Span)).Should().Be((false, "17"));
    }

    [Fact]
    public async Task Every_build_that_has_arrived_is_returned_while_the_stream_waits()
    {
        var pipe = new Pipe();
        await using IAsyncEnumerator<BuildEntry> entries = new WaitingBuildsReader().ReadAsync(pipe.Reader.AsStream()).GetAsyncEnumerator();
        await Write(pipe, $"{{\"builds\":[{Good},{Samples.Build with { Id = 6 }}");

        (await entries.MoveNextAsync().AsTask().WaitAsync(Timeout)).Should().BeTrue();
        (await entries.MoveNextAsync().AsTask().WaitAsync(Timeout)).Should().BeTrue();
        entries.Current.Id.Should().Be(6);

        Task<bool> last = entries.MoveNextAsync().AsTask();
        last.IsCompleted.Should().BeFalse();
        await Write(pipe, "]}");
        await pipe.Writer.CompleteAsync();
        (await last.WaitAsync(Timeout)).Should().BeFalse();
    }

    [Fact]
    public async Task A_pipe_can_be_read_on_from_where_the_enumeration_was_left()
    {
        var pipe = new Pipe();
        await Write(pipe, $"{{\"builds\":[{Good} ,");
        await new WaitingBuildsReader().ReadAsync(pipe.Reader).FirstAsync();

        await Write(pipe, "more");
        await pipe.Writer.CompleteAsync();

        ReadResult rest = await pipe.Reader.ReadAtLeastAsync(6);
        Encoding.UTF8.GetString(rest.Buffer.ToArray()).Should().Be(" ,more");
    }

    [Fact]
    public async Task The_caller_completes_a_pipe()
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(WikiExample.Bytes);
        await pipe.Writer.CompleteAsync();
        await new WaitingBuildsReader().ReadAsync(pipe.Reader).ToListAsync();

        (await pipe.Reader.ReadAsync()).IsCompleted.Should().BeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    public async Task A_stream_stays_open(int count)
    {
        using var stream = new MemoryStream(WikiExample.Bytes);

        await new WaitingBuildsReader().ReadAsync(stream).Take(count).ToListAsync();

        stream.CanRead.Should().BeTrue();
    }

    [Fact]
    public async Task A_failure_of_the_stream_is_thrown_after_the_builds_before_it()
    {
        List<BuildEntry> entries = [];
        using var stream = new BrokenStream(Document.Utf8($"{{\"builds\":[{Good},"));
        Func<Task> read = async () =>
        {
            await foreach (BuildEntry entry in new WaitingBuildsReader().ReadAsync(stream))
            {
                entries.Add(entry);
            }
        };

        await read.Should().ThrowAsync<IOException>().WithMessage("The connection is gone.");
        entries.Should().ContainSingle().Which.Build.Should().Be(Samples.Build);
    }

    [Fact]
    public async Task Two_enumerations_of_one_reader_are_independent()
    {
        var reader = new WaitingBuildsReader();
        using var first = new MemoryStream(WikiExample.Bytes);
        using var second = new MemoryStream(Document.Replacing("\"id\": 4", "\"id\": 9"));
        await using IAsyncEnumerator<BuildEntry> one = reader.ReadAsync(first).GetAsyncEnumerator();
        await using IAsyncEnumerator<BuildEntry> other = reader.ReadAsync(second).GetAsyncEnumerator();

        await one.MoveNextAsync();
        await other.MoveNextAsync();
        await other.MoveNextAsync();
        await one.MoveNextAsync();

        (one.Current.Index, one.Current.Id, other.Current.Index, other.Current.Id).Should().Be((1, 4L, 1, 9L));
    }

    private static async Task Write(Pipe pipe, string text) => await pipe.Writer.WriteAsync(Document.Utf8(text));

    /// <summary>Returns its bytes and then fails.</summary>
    private sealed class BrokenStream(byte[] content) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position == Length ? throw new IOException("The connection is gone.") : await base.ReadAsync(buffer, cancellationToken);
    }
}
