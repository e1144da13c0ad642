using Copr.Contracts.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Json;

/// <summary>An application with a context, such as that of a window, may wait for a reader there: no reader comes back to it.</summary>
public sealed class SynchronizationTests
{
    private static readonly byte[] List = CoprJson.Write(new WaitingBuilds { Builds = [Samples.Build] });

    private static readonly byte[] Updates = CoprJson.Write(new BuildUpdates { Builds = [new() { Id = 5, EndedOn = DateTimeOffset.UnixEpoch, Status = BuildStatus.Failed }] });

    [Fact]
    public Task The_reader_of_a_document_does_not() => NeverPosts(static () => CoprJson.ReadAsync<WaitingBuilds>(new SlowStream(List)).AsTask());

    [Fact]
    public Task The_reader_of_builds_does_not() => NeverPosts(static async () =>
    {
        await foreach (BuildEntry _ in new WaitingBuildsReader().ReadAsync(new SlowStream(List)).ConfigureAwait(false))
        {
        }
    });

    [Fact]
    public Task The_validator_does_not() => NeverPosts(static () => ContractValidator.ValidateAsync(new SlowStream(List)));

    [Fact]
    public Task The_validator_of_reports_does_not() => NeverPosts(static () => ContractValidator.ValidateUpdatesAsync(new SlowStream(Updates)));

    [Fact]
    public Task The_validator_of_an_answer_does_not() => NeverPosts(static async () =>
    {
        using var response = new HttpResponseMessage { Content = new StreamContent(new SlowStream(List)) };
        response.Content.Headers.ContentType = new("application/json");
        (await ContractValidator.ValidateAsync(response).ConfigureAwait(false)).IsValid.Should().BeTrue();
    });

    private static async Task NeverPosts(Func<Task> read)
    {
        var context = new CountingContext();
        Task reading = await Task.Run(() =>
        {
            SynchronizationContext.SetSynchronizationContext(context);
            try
            {
                return Task.FromResult(read());
            }
            finally
            {
                SynchronizationContext.SetSynchronizationContext(null);
            }
        });
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

    /// <summary>None of its bytes is there when it is asked.</summary>
    private sealed class SlowStream(byte[] content) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(1, cancellationToken).ConfigureAwait(false);
            return Read(buffer.Span);
        }
    }
}
