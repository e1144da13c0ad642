using System.Globalization;
using System.Reflection;
using Copr.Frontend;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Copr.Contracts.Samples.Tests.Readme;

/// <summary>The frontend's limits, and the README's table of them. LimitTests and ReportTimeTests test that they are kept.</summary>
public sealed class LimitsTests
{
    /// <summary>The rows of the table: what is limited, and the limit. The parts without a name are rules and have no number.</summary>
    private static readonly (string What, (string? Name, string Text)[] Limit)[] Rows =
    [
        ("a report",
        [
            (nameof(Limits.ReportBytes), Bytes(Limits.ReportBytes)),
            (nameof(Limits.ReportEntries), $"{Count(Limits.ReportEntries)} entries"),
        ]),
        ("any other body", [(nameof(Limits.BodyBytes), Bytes(Limits.BodyBytes))]),
        ("`results`", [(nameof(Limits.ResultsBytes), $"{Count(Limits.ResultsBytes)} bytes"), (null, "no NUL")]),
        ("the name of a backend", [(nameof(Limits.BackendNameBytes), $"{Count(Limits.BackendNameBytes)} bytes"), (null, "no NUL")]),
        ("an `Idempotency-Key`",
        [
            (nameof(Limits.IdempotencyKeyCharacters), $"{Count(Limits.IdempotencyKeyCharacters)} visible ASCII characters"),
        ]),
        ("the waiting list",
        [
            (nameof(Limits.ListedBuilds), $"{Count(Limits.ListedBuilds)} builds"),
            (nameof(Limits.ListBytes), $"{Bytes(Limits.ListBytes)} even if fewer builds than `limit` are listed"),
        ]),
        ("a reported time",
        [
            (null, "after 1970-01-01"),
            (null, "no end before the start"),
            (nameof(Limits.ClockDifference), $"at most {Days(Limits.ClockDifference)} before the submission or after now"),
        ]),
        ("the headers of a request", [(nameof(Limits.RequestHeaders), $"within {Limits.RequestHeaders.TotalSeconds} seconds")]),
        ("a response",
        [
            (nameof(Limits.ResponseBytesPerSecond), $"at least {Bytes(Limits.ResponseBytesPerSecond)} a second"),
            (nameof(Limits.ResponseGracePeriod), $"after {Limits.ResponseGracePeriod.TotalSeconds} seconds"),
        ]),
        ("open connections", [(nameof(Limits.Connections), Count(Limits.Connections))]),
    ];

    [Fact]
    public void The_readme_has_each_limit() =>
        Table.Read("Frontend", "what", "limit", "rule").Select(static cells => $"{cells[0]}: {cells[1]}").Should().BeEquivalentTo(
            Rows.Select(static row => $"{row.What}: {string.Join(", ", row.Limit.Select(static part => part.Text))}"));

    [Fact]
    public void The_code_has_no_other_limit() =>
        typeof(Limits).GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(static member => member is FieldInfo or PropertyInfo)
            .Select(static member => member.Name)
            .Should().BeEquivalentTo(Rows.SelectMany(static row => row.Limit).Select(static part => part.Name).OfType<string>());

    [Fact]
    public async Task The_server_has_the_limits_of_connections()
    {
        await using var frontend = FrontendApplication.Create(["--Backend:Password=x"]);
        KestrelServerLimits limits = frontend.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

        limits.MaxConcurrentConnections.Should().Be(Limits.Connections);
        limits.RequestHeadersTimeout.Should().Be(Limits.RequestHeaders);
        limits.MinResponseDataRate!.BytesPerSecond.Should().Be(Limits.ResponseBytesPerSecond);
        limits.MinResponseDataRate.GracePeriod.Should().Be(Limits.ResponseGracePeriod);
    }

    private static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Days(TimeSpan time) => time == TimeSpan.FromDays(1) ? "a day" : $"{time.TotalDays} days";

    private static string Bytes(int bytes) => bytes % (1024 * 1024) == 0 ? $"{bytes / (1024 * 1024)} MiB" : $"{bytes / 1024} KiB";
}
