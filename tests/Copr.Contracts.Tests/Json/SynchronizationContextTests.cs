using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Json;

/// <summary>No read returns to the caller's synchronization context, so an application may wait for it there.</summary>
public sealed class SynchronizationContextTests
{
    private static readonly byte[] List = CoprJson.Write(new WaitingBuilds { Builds = [Samples.Build] });

    private static readonly byte[] Report = CoprJson.Write(new BuildUpdates
    {
        Builds = [new() { Id = 5, EndedOn = Samples.Build.SubmittedOn, Status = BuildStatus.Failed }],
    });

    [Fact]
    public Task Reading_a_document_does_not_post_to_the_context() =>
        AssertNeverPosts(List, static body => CoprJson.ReadAsync<WaitingBuilds>(body).AsTask());

    [Fact]
    public Task Reading_build_by_build_does_not_post_to_the_context() => AssertNeverPosts(List, static async body =>
    {
        await foreach (BuildEntry _ in new WaitingBuildsReader().ReadAsync(body).ConfigureAwait(false))
        {
        }
    });

    [Fact]
    public Task Validating_a_list_does_not_post_to_the_context() =>
        AssertNeverPosts(List, static body => ContractValidator.ValidateWaitingBuildsAsync(body));

    [Fact]
    public Task Validating_a_report_does_not_post_to_the_context() =>
        AssertNeverPosts(Report, static body => ContractValidator.ValidateBuildUpdatesAsync(body));

    [Fact]
    public Task Validating_a_response_does_not_post_to_the_context() => AssertNeverPosts(List, static async body =>
    {
        using var response = new HttpResponseMessage { Content = new StreamContent(body) };
        response.Content.Headers.ContentType = new("application/json");
        (await ContractValidator.ValidateWaitingBuildsResponseAsync(response).ConfigureAwait(false)).IsValid.Should().BeTrue();
    });

    private static async Task AssertNeverPosts(byte[] document, Func<Stream, Task> read)
    {
        var context = new CountingContext();
        var body = new WaitingStream(document);
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(context);
        Task reading = read(body);
        SynchronizationContext.SetSynchronizationContext(before);
        reading.IsCompleted.Should().BeFalse("no byte has arrived");

        body.Arrive();
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

    /// <summary>Its bytes arrive when the test says so.</summary>
    private sealed class WaitingStream(byte[] content) : MemoryStream(content)
    {
        private readonly TaskCompletionSource arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Arrive() => arrival.SetResult();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await arrival.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            return Read(buffer.Span);
        }
    }
}
