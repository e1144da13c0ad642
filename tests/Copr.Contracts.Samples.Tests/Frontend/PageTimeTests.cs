using System.Globalization;
using Copr.Contracts.Samples.Tests.Running;

namespace Copr.Contracts.Samples.Tests.Frontend;

/// <summary>The times on the status page.</summary>
public sealed class PageTimeTests(SqliteFrontendTests.Fixture fixture) : IClassFixture<SqliteFrontendTests.Fixture>
{
    [SkippableFact]
    public async Task The_page_says_when_a_build_was_canceled()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await SubmitThreeDaysAgoAsync(frontend);
        await frontend.CancelAsync(build.Id);

        (await RowAsync(frontend, build)).Should().Contain("just now").And.NotContain("3 days ago");
    }

    [SkippableFact]
    public async Task The_page_says_an_age_in_the_largest_unit()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await SubmitThreeDaysAgoAsync(frontend);

        (await RowAsync(frontend, build)).Should().Contain("3 days ago");
    }

    [SkippableFact]
    public async Task The_title_of_an_age_is_the_exact_time()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await SubmitThreeDaysAgoAsync(frontend);

        (await RowAsync(frontend, build)).Should().Contain($"title=\"{Exact(build.SubmittedOn.AddDays(-3))}\"");
    }

    /// <summary>The time as a page shows it.</summary>
    internal static string Exact(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private async Task<Build> SubmitThreeDaysAgoAsync(FrontendProgram frontend)
    {
        Build build = await frontend.SubmitAsync();
        using var queue = new QueueDatabase(fixture.ConnectionString);
        queue.Run($"""UPDATE "Builds" SET "SubmittedOn" = {build.SubmittedOn.AddDays(-3).UtcTicks} WHERE "Id" = {build.Id}""");
        return build;
    }

    private static async Task<string> RowAsync(FrontendProgram frontend, Build build)
    {
        string page = (await frontend.GetAsync("")).Body;
        string row = page[page.IndexOf($"id=\"build-{build.Id}\"", StringComparison.Ordinal)..];
        return row[..row.IndexOf("</tr>", StringComparison.Ordinal)];
    }
}
