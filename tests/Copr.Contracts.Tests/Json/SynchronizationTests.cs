using Copr.Contracts.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Json;

/// <summary>An application with a context, such as that of a window, may wait for a reader there: no reader comes back to it.</summary>
public sealed class SynchronizationTests
{
    private static readonly byte[] List = CoprJson.Write(new WaitingBuilds { Builds = [Samples.Build] });

    private static readonly byte[] Updates = CoprJson.Write(new BuildUpdates { Builds = [new() { Id = 5, EndedOn = DateTimeOffset.UnixEpoch, Status = BuildStatus.Failed }] });

    [Fact]
    public Task The_reader_of_a_document_does_not() => NeverPosts(List, static body => CoprJson.ReadAsync<WaitingBuilds>(body).AsTask());

    [Fact]
    public Task The_reader_of_builds_does_not() => NeverPosts(List, static async body =>
    {
        await foreach (BuildEntry _ in new WaitingBuildsReader().ReadAsync(body).ConfigureAwait(false))
        {
        }
    });

    [Fact]
    public Task The_validator_does_not() => NeverPosts(List, static body => ContractValidator.ValidateAsync(body));

    [Fact]
    public Task The_validator_of_reports_does_not() => NeverPosts(Updates, static body => ContractValidator.ValidateUpdatesAsync(body));

    [Fact]
    public Task The_validator_of_an_answer_does_not() => NeverPosts(List, static async body =>
    {
        using var response = new HttpResponseMessage { Content = new StreamContent(body) };
        response.Content.Headers.ContentType = new("application/json");
        (await ContractValidator.ValidateAsync(response).ConfigureAwait(false)).IsValid.Should().BeTrue();
    });

    private static async Task NeverPosts(byte[] document, Func<Stream, Task> read)
    {
        var context = new CountingContext();
        var body = new WaitingStream(document);
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(context);
        Task reading = read(body);
        SynchronizationContext.SetSynchronizationContext(before);
        reading.IsCompleted.Should().BeFalse("it waits for the first byte");

        body.Answer();
        await reading;

        context.Posts.Should().Be(0);
    }

    private sealed class CountingContext : SynchronizationContext
    {
        private int posts;

        public int Posts => posts;

        public override void Post(SendOrPostCallback d, object? state)
        {
            Interlocked.Increment(ref posts);
            base.Post(d, state);
        }
    }

    /// <summary>None of its bytes is there before it is told to answer.</summary>
    private sealed class WaitingStream(byte[] content) : MemoryStream(content)
    {
        private readonly TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Answer() => answer.SetResult();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            return Read(buffer.Span);
        }
    }
}
