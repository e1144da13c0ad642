using System.Net;
using System.Text.RegularExpressions;
using Copr.Contracts.Samples.Tests.Running;
using Microsoft.Playwright;

namespace Copr.Contracts.Samples.Tests.Frontend;

/// <summary>The pages for people, in a browser.</summary>
public sealed partial class StatusPageTests
{
    [SkippableFact]
    public async Task The_page_shows_the_state_of_each_build()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        CoprProject copr = await frontend.CreateCoprAsync();
        long waiting = (await frontend.SubmitAsync(copr, "http://foo/waiting.src.rpm")).Id;
        long running = (await frontend.SubmitAsync(copr, "http://foo/running.src.rpm")).Id;
        long failed = (await frontend.SubmitAsync(copr, "http://foo/%3Cb%3E&failed.src.rpm")).Id;
        await frontend.MayStartAsync(running, "builder-1");
        await frontend.ReportAsync(
            new BuildUpdate { Id = running, StartedOn = TimeProvider.System.GetUtcNow() },
            new BuildUpdate { Id = failed, EndedOn = TimeProvider.System.GetUtcNow(), Status = BuildStatus.Failed });

        await Browser.LookAsync(frontend.Url, async page =>
        {
            (await page.Locator($"#build-{waiting}").InnerTextAsync()).Should()
                .Contain("waiting.src.rpm").And.Contain("fedora-17-i386 fedora-17-x86_64").And.Contain("○ waiting");
            (await page.Locator($"#build-{running}").InnerTextAsync()).Should().Contain("builder-1").And.Contain("▶ running");
            (await page.Locator($"#build-{failed}").InnerTextAsync()).Should()
                .Contain("✘ failed").And.Contain("%3Cb%3E&failed.src.rpm");
        });
    }

    [SkippableFact]
    public async Task The_page_updates_itself_without_a_reload()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);

        await Browser.LookAsync(frontend.Url, async page =>
        {
            await page.EvaluateAsync("window.isSame = true");
            Build build = await frontend.SubmitAsync();

            await page.Locator($"#build-{build.Id}").WaitForAsync();
            (await page.EvaluateAsync<bool>("window.isSame")).Should().BeTrue();
        });
    }

    [SkippableFact]
    public async Task A_build_that_starts_can_be_returned_to_the_queue_without_a_reload()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        Build build = await frontend.SubmitAsync();

        await Browser.LookAsync(frontend.Url, async page =>
        {
            await page.GotoAsync(new Uri(frontend.Url, $"status/builds/{build.Id}").AbsoluteUri);
            ILocator button = page.Locator("button[value=requeue]");
            (await button.IsVisibleAsync()).Should().BeFalse("the build waits");

            (await frontend.MayStartAsync(build.Id, "builder-1")).Should().BeTrue();

            await button.WaitForAsync();
        });
    }

    [SkippableTheory]
    [InlineData(400)]
    [InlineData(800)]
    [InlineData(1280)]
    public async Task No_page_is_wider_than_the_window_and_the_links_lead_to_a_build_and_its_copr(int width)
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        Build build = await frontend.SubmitAsync(await frontend.CreateCoprAsync(), $"http://foo/{new string('a', 200)}.src.rpm");

        await Browser.LookAsync(frontend.Url, async page =>
        {
            await page.SetViewportSizeAsync(width, 800);
            await CheckWidthAsync(page);
            await page.GetByRole(AriaRole.Link, new() { Name = $"{build.Id}", Exact = true }).ClickAsync();
            await page.WaitForPageAsync($"/status/builds/{build.Id}$");
            await CheckWidthAsync(page);
            await page.GetByRole(AriaRole.Link, new() { Name = build.Copr.Name, Exact = true }).ClickAsync();
            await page.WaitForPageAsync($"/status/coprs/{build.CoprId}$");
            await CheckWidthAsync(page);
            (await page.Locator($"#build-{build.Id}").IsVisibleAsync()).Should().BeTrue();
        });

        async Task CheckWidthAsync(IPage page) =>
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(width);
    }

    [Fact]
    public async Task Each_build_is_on_one_page_of_fifty_with_the_most_recent_event_first()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        CoprProject copr = await frontend.CreateCoprAsync();
        using (var queue = new QueueDatabase(database.ConnectionString))
        {
            queue.FillWith(copr.Id, 60);
        }

        List<long> ids = [];
        List<int> sizes = [];
        for (string? path = ""; path is not null;)
        {
            (_, string body) = await frontend.GetAsync(path);
            long[] shown = [.. Row().Matches(body).Select(static row => long.Parse(row.Groups["id"].Value, null))];
            ids.AddRange(shown);
            sizes.Add(shown.Length);
            path = Next().Match(body) is { Success: true } next ? WebUtility.HtmlDecode(next.Groups["path"].Value).TrimStart('/') : null;
        }

        sizes.Should().Equal(50, 50, 20);
        ids.Should().OnlyHaveUniqueItems();
        ids[..60].Should().BeInDescendingOrder("builds that wait have the most recent events");
    }

    [SkippableFact]
    public async Task The_navigation_leads_to_all_coprs_by_name_on_pages_of_fifty()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        List<string> names = [];
        for (int count = 0; count < 60; count++)
        {
            names.Add((await frontend.CreateCoprAsync()).Name);
        }

        names.Sort(StringComparer.Ordinal);
        await Browser.LookAsync(frontend.Url, async page =>
        {
            await page.GetByRole(AriaRole.Link, new() { Name = "Coprs" }).ClickAsync();
            await page.WaitForPageAsync("/status/coprs$");
            (await NamesAsync(page)).Should().Equal(names[..50]);

            await page.GetByRole(AriaRole.Link, new() { Name = "More coprs" }).ClickAsync();
            await page.WaitForPageAsync("/status/coprs[?]after=");
            (await NamesAsync(page)).Should().Equal(names[50..]);
            (await page.Locator("[rel=next]").CountAsync()).Should().Be(0);
        });
        (await frontend.GetAsync("status/coprs?after=1000000")).Status.Should().Be(HttpStatusCode.NotFound);

        static Task<IReadOnlyList<string>> NamesAsync(IPage page) => page.Locator("#coprs tbody a").AllInnerTextsAsync();
    }

    [Fact]
    public async Task Builds_can_be_filtered_by_state()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        Build waiting = await frontend.SubmitAsync();
        Build canceled = await frontend.SubmitAsync();
        await frontend.CancelAsync(canceled.Id);

        (await frontend.GetAsync("?state=canceled")).Body.Should()
            .Contain($"\"build-{canceled.Id}\"").And.NotContain($"\"build-{waiting.Id}\"");
        (await frontend.GetAsync("?state=unknown")).Status.Should().Be(HttpStatusCode.NotFound);
        (await frontend.GetAsync("?before=1")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Builds_can_be_filtered_by_copr()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        Build build = await frontend.SubmitAsync();
        Build ofOther = await frontend.SubmitAsync();

        (await frontend.GetAsync($"status/coprs/{build.CoprId}")).Body.Should()
            .Contain($"\"build-{build.Id}\"").And.NotContain($"\"build-{ofOther.Id}\"");
    }

    [Fact]
    public async Task Builds_can_be_filtered_by_copr_and_state()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        Build waiting = await frontend.SubmitAsync();
        Build canceled = await frontend.SubmitAsync(waiting.Copr);
        Build ofOther = await frontend.SubmitAsync();
        await frontend.CancelAsync(canceled.Id);
        await frontend.CancelAsync(ofOther.Id);

        (await frontend.GetAsync($"status/coprs/{waiting.CoprId}?state=canceled")).Body.Should()
            .Contain($"\"build-{canceled.Id}\"").And.NotContainAny($"\"build-{waiting.Id}\"", $"\"build-{ofOther.Id}\"");
    }

    [Fact]
    public async Task The_page_of_a_build_shows_its_packages_chroots_and_repositories()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        CoprProject copr = await frontend.CreateCoprAsync(repositories: "http://foo/repo http://bar/repo");
        Build build = await frontend.SubmitAsync(copr, "http://foo/a.src.rpm http://foo/b.src.rpm");

        (await frontend.GetAsync($"status/builds/{build.Id}")).Body.Should()
            .ContainAll("<a href=\"http://foo/a.src.rpm\">", "<a href=\"http://foo/b.src.rpm\">")
            .And.ContainAll(">fedora-17-i386<", ">fedora-17-x86_64<", ">http://foo/repo<", ">http://bar/repo<");
    }

    [Fact]
    public async Task The_page_of_a_build_shows_its_times_its_backend_and_a_link_to_its_results()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        Build build = await frontend.SubmitAsync();
        DateTimeOffset start = build.SubmittedOn.AddSeconds(60);
        DateTimeOffset end = build.SubmittedOn.AddSeconds(3600);
        await frontend.MayStartAsync(build.Id, "builder-1");
        await frontend.ReportAsync(new BuildUpdate
        {
            Id = build.Id,
            StartedOn = start,
            EndedOn = end,
            Status = BuildStatus.Succeeded,
            Results = "http://results/ff2/",
        });

        (await frontend.GetAsync($"status/builds/{build.Id}")).Body.Should()
            .ContainAll(PageTimeTests.Exact(build.SubmittedOn), PageTimeTests.Exact(start), PageTimeTests.Exact(end))
            .And.ContainAll(">builder-1<", "<a href=\"http://results/ff2/\">", "</span> succeeded<");
    }

    [Fact]
    public async Task No_page_can_be_framed_or_run_the_scripts_of_others()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        Build build = await frontend.SubmitAsync();

        foreach (string path in new[] { "", $"status/builds/{build.Id}", "status/coprs", $"status/coprs/{build.CoprId}" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            using HttpResponseMessage response = await frontend.SendAsync(request);

            response.StatusCode.Should().Be(HttpStatusCode.OK);
            response.Headers.GetValues("Content-Security-Policy").Single().Should()
                .Contain("default-src 'none'").And.Contain("frame-ancestors 'none'");
            response.Headers.GetValues("X-Frame-Options").Should().Equal("DENY");
        }
    }

    [GeneratedRegex("id=\"build-(?<id>[0-9]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();

    [GeneratedRegex("rel=\"next\" href=\"(?<path>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Next();
}
