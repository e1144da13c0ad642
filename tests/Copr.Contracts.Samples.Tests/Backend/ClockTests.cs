using System.Globalization;
using Copr.Backend;
using Copr.Backend.Builders;
using Copr.Contracts.Samples.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Copr.Contracts.Samples.Tests.Backend;

/// <summary>A clock is wrong or is set, and no build is lost.</summary>
public sealed class ClockTests : BackendTest
{
    private const string Error = "the clocks differ too much";

    [Theory]
    [InlineData(-100_000)]
    [InlineData(-2)]
    [InlineData(2)]
    [InlineData(48)]
    public async Task A_backend_whose_clock_differs_from_the_frontends_claims_no_build(int hours)
    {
        Frontend.Date = InHours(hours);
        Frontend.List(StubFrontend.Build(4), StubFrontend.Build(5, chroots: "bad"));
        Start();
        await Frontend.UntilPolledAsync(4);

        Frontend.Requests.Should().BeEmpty();
        Backend.Files("jobs").Concat(Backend.Files("refused")).Should().BeEmpty();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task A_backend_whose_clock_differs_by_the_hour_of_a_time_zone_builds(int hours)
    {
        Frontend.Date = InHours(hours);
        Frontend.List(StubFrontend.Build(4));
        Start();

        await Frontend.UntilEndedAsync(4);
    }

    [Fact]
    public async Task A_backend_builds_for_a_frontend_whose_time_cannot_be_read()
    {
        Frontend.Date = "late";
        Frontend.List(StubFrontend.Build(4));
        Start();

        await Frontend.UntilEndedAsync(4);
    }

    [Fact]
    public async Task A_backend_claims_builds_again_when_the_clocks_agree()
    {
        Frontend.Date = InHours(48);
        Frontend.List(StubFrontend.Build(4), StubFrontend.Build(5, chroots: "bad"));
        Start();
        await Backend.Program.WaitForLineAsync(Error);

        Frontend.Date = null;
        await Frontend.UntilEndedAsync(4, 5);

        Frontend.Requests.Should().Contain("ended 4 Succeeded").And.Contain("ended 5 Failed");
    }

    [Fact]
    public async Task The_log_says_once_what_time_it_is_here_and_there_and_what_to_do()
    {
        Frontend.Date = "Thu, 01 Jan 1970 00:00:00 GMT";
        Start();
        await Frontend.UntilPolledAsync(4);
        await Backend.Program.WaitForLineAsync(Error);

        Backend.Program.Output.Split(Error).Should().HaveCount(2);
        string year = InHours(0).Split(' ')[3];
        Backend.Program.Output.Should()
            .MatchRegex($"here it is {year}-[^,]*, and at the frontend 1970-01-01 00:00:00Z. Synchronize the clock of the wrong machine");
    }

    [Fact]
    public async Task A_job_is_resumed_when_the_clocks_agree_and_not_before()
    {
        Frontend.Date = InHours(48);
        WriteFile("jobs/0000000000000000004.json", StubFrontend.Build(4, "http://foo/quick-1.src.rpm"));
        Start();
        await Frontend.UntilPolledAsync(6);

        Ledger.Begun.Should().BeEmpty();
        Frontend.Date = null;
        await Frontend.UntilEndedAsync(4);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task A_clock_that_is_set_while_a_build_runs_does_not_change_how_long_it_took(int hours)
    {
        var clock = new SettableClock();
        using IHost backend = CreateInProcess(clock, _ =>
        {
            clock.Offset = TimeSpan.FromHours(hours);
            return Task.CompletedTask;
        });
        Frontend.List(StubFrontend.Build(4));

        await backend.StartAsync();
        await Frontend.UntilEndedAsync(4);
        await backend.StopAsync();

        (FindEnd() - FindStart()).Should().BeGreaterThanOrEqualTo(TimeSpan.Zero).And.BeLessThan(TimeSpan.FromMinutes(30));
    }

    [Fact]
    public async Task The_end_of_a_build_is_not_before_its_start_even_if_the_clock_is_set_back_while_the_backend_is_stopped()
    {
        var clock = new SettableClock { Offset = TimeSpan.FromHours(1) };
        Frontend.List(StubFrontend.Build(4));
        using (IHost backend = CreateInProcess(clock, static token => Task.Delay(Timeout.Infinite, token)))
        {
            await backend.StartAsync();
            await Eventually.Async(() => !Frontend.Reports.IsEmpty, () => "the start");
            await backend.StopAsync();
        }

        clock.Offset = TimeSpan.Zero;
        Frontend.List();
        Frontend.MayStart = static _ => false;
        Frontend.Canceled = """{"builds":[4]}""";
        using IHost again = CreateInProcess(clock, static _ => Task.CompletedTask);
        await again.StartAsync();
        await Frontend.UntilEndedAsync(4);
        await again.StopAsync();

        FindEnd().Should().BeOnOrAfter(FindStart());
    }

    /// <summary>The time in some hours, as HTTP writes it.</summary>
    private static string InHours(int hours) => TimeProvider.System.GetUtcNow().AddHours(hours).ToString("R", CultureInfo.InvariantCulture);

    private DateTimeOffset FindStart() => Frontend.Reports.First(static report => report.StartedOn is not null).StartedOn!.Value;

    private DateTimeOffset FindEnd() => Frontend.Reports.First(static report => report.EndedOn is not null).EndedOn!.Value;

    /// <summary>Creates a backend in this process, which can set its clock.</summary>
    private IHost CreateInProcess(SettableClock clock, Func<CancellationToken, Task> build) => BackendApplication.Create(
        [
            $"--Backend:Frontend={Frontend.Url}",
            $"--Backend:Password={FrontendProgram.Password}",
            $"--Backend:Folder={BackendFolder}",
            "--Backend:PollInterval=00:00:00.2",
        ],
        builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Services.AddSingleton<IBuilder>(new Builder(build));
        });

    private sealed class SettableClock : TimeProvider
    {
        /// <summary>How far the clock is ahead.</summary>
        public TimeSpan Offset { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
    }

    private sealed class Builder(Func<CancellationToken, Task> build) : IBuilder
    {
        public async Task<bool> BuildAsync(Build of, Chroot chroot, DirectoryInfo results, CancellationToken cancellationToken)
        {
            await build(cancellationToken);
            return true;
        }
    }
}
