using System.IO.Pipelines;
using Copr.Contracts.Tests.Wiki;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Json;

/// <summary>A canceled read ends, even if the stream ignores the token.</summary>
public sealed class CancellationTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    /// <summary>Each way to read a stream.</summary>
    private static readonly Dictionary<string, Func<Stream, CancellationToken, Task>> Reads = new()
    {
        ["CoprJson.ReadAsync"] = static (stream, token) => CoprJson.ReadAsync<WaitingBuilds>(stream, cancellationToken: token).AsTask(),
        ["WaitingBuildsReader"] = static async (stream, token) =>
            await new WaitingBuildsReader().ReadAsync(stream, token).CountAsync(CancellationToken.None),
        ["WaitingBuildsReader with a pipe"] = static async (stream, token) =>
            await new WaitingBuildsReader().ReadAsync(PipeReader.Create(stream), token).CountAsync(CancellationToken.None),
        ["WaitingBuildsReader with a pipe that ignores the token"] = static async (stream, token) =>
            await new WaitingBuildsReader().ReadAsync(new DeafPipe(PipeReader.Create(stream)), token).CountAsync(CancellationToken.None),
        ["WithCancellation"] = static async (stream, token) =>
            await new WaitingBuildsReader().ReadAsync(stream, CancellationToken.None).CountAsync(token),
        ["ValidateWaitingBuildsAsync"] = static (stream, token) => ContractValidator.ValidateWaitingBuildsAsync(stream, null, token),
        ["ValidateBuildUpdatesAsync"] = static (stream, token) => ContractValidator.ValidateBuildUpdatesAsync(stream, null, token),
        ["ValidateWaitingBuildsResponseAsync"] = static async (stream, token) =>
        {
            using var response = new HttpResponseMessage { Content = new StreamContent(stream) };
            await ContractValidator.ValidateWaitingBuildsResponseAsync(response, null, token);
        },
    };

    public static TheoryData<string> Ways => [.. Reads.Keys];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_canceled_token_is_noticed_before_anything_is_returned(string way)
    {
        Func<Task> read = () => Reads[way](new DeafStream(WikiExample.Bytes, null), new CancellationToken(canceled: true));

        await read.Should().ThrowAsync<OperationCanceledException>();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_cancellation_between_two_pieces_ends_the_read_of_a_stream_that_ignores_the_token(string way)
    {
        using var cancellation = new CancellationTokenSource();
        var stream = new DeafStream(Document.Utf8($"{{\"builds\":[{Samples.Build},{Samples.Build}"), cancellation);

        Func<Task> read = () => Reads[way](stream, cancellation.Token).WaitAsync(Timeout);

        await read.Should().ThrowAsync<OperationCanceledException>();
        stream.Reads.Should().BeLessThan(10);
    }

    [Fact]
    public async Task A_wait_for_bytes_is_canceled()
    {
        using var cancellation = new CancellationTokenSource();
        var pipe = new Pipe();
        await using IAsyncEnumerator<BuildEntry> entries = new WaitingBuildsReader().ReadAsync(pipe.Reader, cancellation.Token)
            .GetAsyncEnumerator(CancellationToken.None);
        await pipe.Writer.WriteAsync(Document.Utf8($"{{\"builds\":[{Samples.Build},"));
        (await entries.MoveNextAsync().AsTask().WaitAsync(Timeout)).Should().BeTrue();
        Task<bool> next = entries.MoveNextAsync().AsTask();

        await cancellation.CancelAsync();

        await FluentActions.Awaiting(() => next.WaitAsync(Timeout)).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_cancellation_between_two_builds_ends_the_enumeration()
    {
        using var cancellation = new CancellationTokenSource();
        using var stream = new MemoryStream(WikiExample.Bytes);
        int count = 0;
        Func<Task> read = async () =>
        {
            await foreach (BuildEntry _ in new WaitingBuildsReader().ReadAsync(stream).WithCancellation(cancellation.Token))
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
        Func<Task> read = async () => await new WaitingBuildsReader().ReadAsync(pipe.Reader).ToListAsync();

        await read.Should().ThrowAsync<OperationCanceledException>().WithMessage("The pending read of the pipe was canceled.");
    }

    /// <summary>Returns its bytes, cancels, then returns white space without end. It ignores the token.</summary>
    private sealed class DeafStream(byte[] content, CancellationTokenSource? cancellation) : MemoryStream(content)
    {
        public int Reads { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Reads++;
            int read = Read(buffer.Span);
            if (read > 0 || cancellation is null)
            {
                return read;
            }

            await cancellation.CancelAsync();
            buffer.Span[0] = (byte)' ';
            return 1;
        }
    }

    /// <summary>Reads like another pipe, but ignores the token.</summary>
    private sealed class DeafPipe(PipeReader pipe) : PipeReader
    {
        public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) =>
            pipe.ReadAsync(CancellationToken.None);

        public override bool TryRead(out ReadResult result) => pipe.TryRead(out result);

        public override void AdvanceTo(SequencePosition consumed) => pipe.AdvanceTo(consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => pipe.AdvanceTo(consumed, examined);

        public override void CancelPendingRead() => pipe.CancelPendingRead();

        public override void Complete(Exception? exception = null) => pipe.Complete(exception);
    }
}
