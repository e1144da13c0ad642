using System.Text.Json.Nodes;
using Copr.Contracts.Samples.Tests.Running;
using Microsoft.AspNetCore.Http;

namespace Copr.Contracts.Samples.Tests.Backend;

/// <summary>The backend builds for Copr's own frontends of 2012.</summary>
public sealed class EarlyFrontendTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_backend_builds_all_builds_of_a_frontend_that_offers_only_the_list_and_the_reports()
    {
        await using EarlyFrontend frontend = await EarlyFrontend.StartAsync();
        var ledger = new Ledger(folder.PathOf("ledger"));
        for (long id = 1; id <= 10; id++)
        {
            frontend.Submit(id, "fedora-17-i386 fedora-18-i386");
        }

        frontend.Submit(11, "fedora-17-i386 fedora-17-x86_64");
        frontend.Submit(12, "fedora-rawhide-i386");
        await using var backend = BackendProgram.Start(frontend.Url, folder.PathOf("backend"), ledger);

        await Eventually.Async(
            () => Enumerable.Range(1, 12).All(id => frontend.HasEnded(id)),
            () => $"the ends; the backend wrote\n{backend.Program.Output}");

        Enumerable.Range(1, 10).Should().OnlyContain(id => frontend.Get(id)["status"]!.GetValue<int>() == 0);
        frontend.Get(1)["results"]!.GetValue<string>().Should().Be("http://results/refused/1/");
        foreach (JsonObject build in new[] { frontend.Get(11), frontend.Get(12) })
        {
            build["status"]!.GetValue<int>().Should().Be(1);
            build["started_on"].Should().NotBeNull();
            build["results"]!.GetValue<string>().Should().Be("http://results/1/baz/");
        }

        await Eventually.Async(() => !backend.Files("reports").Any() && !backend.Files("jobs").Any(), () => "no files");
        ledger.Begun.Should().HaveCount(3);
    }

    [Fact]
    public async Task The_log_says_once_which_questions_the_frontend_does_not_offer()
    {
        await using EarlyFrontend frontend = await EarlyFrontend.StartAsync();
        var ledger = new Ledger(folder.PathOf("ledger"));
        frontend.Submit(1, "fedora-17-i386");
        await using var backend = BackendProgram.Start(frontend.Url, folder.PathOf("backend"), ledger);
        await Eventually.Async(() => frontend.HasEnded(1), () => "the first end");
        frontend.Submit(2, "fedora-17-i386");
        await Eventually.Async(() => frontend.HasEnded(2), () => "the second end");

        backend.Program.Output.Split("The frontend does not offer starting_build/").Should().HaveCount(2);
    }

    [Fact]
    public async Task The_log_says_once_that_the_frontend_does_not_offer_the_canceled_builds()
    {
        await using StubFrontend frontend = await StubFrontend.StartAsync();
        int requests = 0;
        frontend.TroubledEndpoint = CoprEndpoints.CanceledBuilds;
        frontend.Trouble = context =>
        {
            Interlocked.Increment(ref requests);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        };
        frontend.List(StubFrontend.Build(4, "http://foo/slow-1.src.rpm"));
        await using var backend = BackendProgram.Start(frontend.Url, folder.PathOf("backend"), new Ledger(folder.PathOf("ledger")));
        await Eventually.Async(() => requests > 2, () => "three requests");

        backend.Program.Output.Split("The frontend does not offer canceled_builds/").Should().HaveCount(2);
    }
}
