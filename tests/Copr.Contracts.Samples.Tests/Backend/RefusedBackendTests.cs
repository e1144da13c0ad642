using System.Collections.Concurrent;
using Copr.Contracts.Samples.Tests.Running;

namespace Copr.Contracts.Samples.Tests.Backend;

/// <summary>
/// The frontend refuses the backend, as if the password were wrong. A frontend limits wrong passwords by address, so each request more than
/// needed may shut out another backend.
/// </summary>
public sealed class RefusedBackendTests : BackendTest
{
    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(429)]
    public async Task A_question_that_is_answered_with_a_refusal_of_the_backend_is_the_only_one_of_the_poll(int status)
    {
        Frontend.MayStart = _ => NoAnswer(status);
        string[] waiting = [.. Enumerable.Range(1, 9).Select(static id => StubFrontend.Build(id)), StubFrontend.Build(10, chroots: "bad")];
        Frontend.List(waiting);
        Start();

        await Eventually.Async(() => Frontend.Requests.Count > 4, () => $"five questions; the backend wrote\n{Backend.Program.Output}");

        Frontend.Requests.Should().AllBe("start 1");
    }

    [Fact]
    public async Task A_list_that_is_answered_with_a_refusal_of_the_backend_is_the_only_request_of_the_poll()
    {
        WriteFile("refused/0000000000000000004.json", """{"id":4,"started_on":1354752600,"ended_on":1354752600,"status":0}""");
        Frontend.TroubledEndpoint = CoprEndpoints.WaitingBuilds;
        Frontend.Trouble = static context => Answer(context, 401, "");
        Start();

        await Frontend.UntilPolledAsync(4);

        Frontend.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Reports_that_are_answered_with_a_refusal_of_the_backend_are_not_sent_one_by_one()
    {
        var counts = new ConcurrentQueue<int>();
        Frontend.TroubledEndpoint = CoprEndpoints.UpdateBuilds;
        Frontend.Trouble = async context =>
        {
            counts.Enqueue((await CoprJson.ReadAsync<BuildUpdates>(context.Request.Body)).Builds.Count);
            await Answer(context, 401, "");
        };
        WriteFile("reports/0000000000000000004-2-ended.json", """{"id":4,"ended_on":1354752600,"status":1}""");
        WriteFile("reports/0000000000000000005-2-ended.json", """{"id":5,"ended_on":1354752600,"status":1}""");
        Start();

        await Eventually.Async(() => counts.Count > 2, () => "three requests");

        counts.Should().AllBeEquivalentTo(2);
    }

    [Fact]
    public async Task A_backend_builds_after_the_password_is_right()
    {
        Frontend.MayStart = static _ => NoAnswer(401);
        Frontend.List(StubFrontend.Build(4), StubFrontend.Build(5), StubFrontend.Build(6, chroots: "bad"));
        Start();
        await Backend.Program.WaitForLineAsync("401");

        Frontend.MayStart = static _ => true;
        await Frontend.UntilEndedAsync(4, 5, 6);
    }
}
