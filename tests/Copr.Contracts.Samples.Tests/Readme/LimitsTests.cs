using System.Globalization;
using System.Reflection;
using Copr.Frontend;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using BackendLimits = Copr.Backend.Limits;

namespace Copr.Contracts.Samples.Tests.Readme;

/// <summary>
/// The limits of the samples, and their READMEs' tables of them. LimitTests, ReportTimeTests and the backend's tests test that they are
/// kept.
/// </summary>
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
        ("skipped builds before the end of the list",
        [
            (nameof(Limits.SkippedBuilds),
                $"{Count(Limits.SkippedBuilds)}; if the copr itself breaks a rule, only one page of its builds counts"),
        ]),
        ("`GET /coprs/`", [(nameof(Limits.ListedCoprs), $"{Count(Limits.ListedCoprs)} coprs; `?after=ID` lists the next ones")]),
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

    /// <summary>The rows of the backend's table. The parts without a name are limits of the library.</summary>
    private static readonly (string What, (string? Name, string Text)[] Limit)[] BackendRows =
    [
        ("the waiting list",
        [
            (nameof(BackendLimits.ListedBuilds), $"{Count(BackendLimits.ListedBuilds)} builds"),
            (nameof(BackendLimits.ListBytes), Bytes(BackendLimits.ListBytes)),
            (null, $"{Bytes(new ReaderLimits().MaxBuildBytes)} for each build"),
        ]),
        ("any other response", [(null, Bytes(new ReaderLimits().MaxDocumentBytes))]),
        ("the reason for which a report is refused", [(nameof(BackendLimits.ProblemBytes), Bytes(BackendLimits.ProblemBytes))]),
        ("the time for a response", [(nameof(BackendLimits.Response), $"{BackendLimits.Response.TotalSeconds} seconds")]),
        ("the difference between its clock and the frontend's",
        [
            (nameof(BackendLimits.ClockDifference), $"{BackendLimits.ClockDifference.TotalMinutes} minutes"),
        ]),
        ("builds whose questions are not answered",
        [
            (nameof(BackendLimits.UnansweredQuestions), Count(BackendLimits.UnansweredQuestions)),
        ]),
        ("builds that are skipped after another backend got one",
        [
            (nameof(BackendLimits.SkippedBuilds), $"{Count(BackendLimits.SkippedBuilds)}, at random"),
        ]),
        ("a report", [(nameof(BackendLimits.ReportEntries), $"{Count(BackendLimits.ReportEntries)} entries")]),
        ("refused builds that are remembered, so that each is logged once",
        [
            (nameof(BackendLimits.RememberedBuilds), Count(BackendLimits.RememberedBuilds)),
        ]),
        ("what is set aside",
        [
            (nameof(BackendLimits.SetAsideFiles), $"the newest {Count(BackendLimits.SetAsideFiles)} files"),
            (nameof(BackendLimits.SetAsideBytes), Bytes(BackendLimits.SetAsideBytes)),
        ]),
    ];

    [Fact]
    public void The_readme_has_each_limit() => AssertTableHas(Rows, Table.Read("Frontend", "what", "limit", "rule"));

    [Fact]
    public void The_readme_of_the_backend_has_each_limit() => AssertTableHas(BackendRows, Table.Read("Backend", "what", "limit"));

    [Fact]
    public void The_code_has_no_other_limit() => AssertCodeHasNoOther(Rows, typeof(Limits));

    [Fact]
    public void The_code_of_the_backend_has_no_other_limit() => AssertCodeHasNoOther(BackendRows, typeof(BackendLimits));

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

    private static void AssertTableHas((string What, (string? Name, string Text)[] Limit)[] rows, List<string[]> table) =>
        table.Select(static cells => $"{cells[0]}: {cells[1]}").Should().BeEquivalentTo(
            rows.Select(static row => $"{row.What}: {string.Join(", ", row.Limit.Select(static part => part.Text))}"));

    private static void AssertCodeHasNoOther((string What, (string? Name, string Text)[] Limit)[] rows, Type limits) =>
        limits.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(static member => member is FieldInfo or PropertyInfo)
            .Select(static member => member.Name)
            .Should().BeEquivalentTo(rows.SelectMany(static row => row.Limit).Select(static part => part.Name).OfType<string>());

    private static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Days(TimeSpan time) => time == TimeSpan.FromDays(1) ? "a day" : $"{time.TotalDays} days";

    private static string Bytes(int bytes) => bytes % (1024 * 1024) == 0 ? $"{bytes / (1024 * 1024)} MiB" : $"{bytes / 1024} KiB";
}
