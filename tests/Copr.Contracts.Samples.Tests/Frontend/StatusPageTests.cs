using Copr.Contracts.Samples.Tests.Running;
using Microsoft.Playwright;

namespace Copr.Contracts.Samples.Tests.Frontend;

/// <summary>The status page, in a browser.</summary>
public sealed class StatusPageTests
{
    private const string Chromium = "/usr/bin/chromium";

    [SkippableFact]
    public async Task The_page_shows_waiting_running_and_finished_builds()
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

        await InBrowser(frontend.Url, async page =>
        {
            (await page.Locator($"#waiting #build-{waiting}").InnerTextAsync()).Should()
                .Contain("waiting.src.rpm").And.Contain("fedora-17-i386 fedora-17-x86_64");
            (await page.Locator($"#running #build-{running}").InnerTextAsync()).Should()
                .Contain("builder-1").And.Contain("running");
            (await page.Locator($"#finished #build-{failed}").InnerTextAsync()).Should()
                .Contain("failed").And.Contain("%3Cb%3E&failed.src.rpm");
        });
    }

    [SkippableFact]
    public async Task The_page_refreshes_itself()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);

        await InBrowser(frontend.Url, async page =>
        {
            Build build = await frontend.SubmitAsync();

            await page.Locator($"#waiting #build-{build.Id}").WaitForAsync();
            (await page.Locator("#waiting h2").InnerTextAsync()).Should().Be("Waiting (1)");
        });
    }

    private static async Task InBrowser(Uri url, Func<IPage, Task> look)
    {
        Skip.IfNot(File.Exists(Chromium), "Chromium is not installed (Debian: apt-get install chromium).");
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
        IPage page = await browser.NewPageAsync();
        await page.GotoAsync(url.AbsoluteUri);
        await look(page);
    }
}
