using Copr.Contracts.Samples.Tests.Running;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Copr.Contracts.Samples.Tests.Frontend;

/// <summary>Axe on every page. Set COPR_TESTS_SCREENSHOTS to a folder to look at the pages yourself.</summary>
public sealed class AccessibilityTests
{
    [SkippableTheory]
    [InlineData(400, ColorScheme.Light)]
    [InlineData(400, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task Axe_finds_no_violation_on_any_page(int width, ColorScheme scheme)
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        CoprProject copr = await frontend.CreateCoprAsync(repositories: "http://foo/repo http://bar/repo");
        Build running = await FillAsync(frontend, copr);
        var options = new BrowserNewPageOptions { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 800 } };

        await Browser.LookAsync(
            frontend.Url,
            async page =>
            {
                await CheckAsync(page, "builds");
                await GoAsync(page, "?state=starting", "no-builds");
                await GoAsync(page, "status/coprs", "coprs");

                await GoAsync(page, $"status/builds/{running.Id}", "build");
                await page.GetByLabel("Password").FillAsync("wrong");
                await page.GetByRole(AriaRole.Button, new() { Name = "Cancel the build" }).ClickAsync();
                await page.Locator("#password-refusal").WaitForAsync();
                await CheckAsync(page, "build-refused");

                await GoAsync(page, $"status/coprs/{copr.Id}", "copr");
                await page.GetByLabel("URLs of source packages").FillAsync("/srv/pkg.src.rpm");
                await page.GetByLabel("Your user id").FillAsync("7");
                await page.GetByLabel("Password").FillAsync(FrontendProgram.Password);
                await page.GetByRole(AriaRole.Button, new() { Name = "Submit" }).ClickAsync();
                await page.Locator("#pkgs-refusal").WaitForAsync();
                await CheckAsync(page, "copr-refused");
            },
            options);

        async Task GoAsync(IPage page, string path, string name)
        {
            await page.GotoAsync(new Uri(frontend.Url, path).AbsoluteUri);
            await CheckAsync(page, name);
        }

        async Task CheckAsync(IPage page, string name)
        {
            if (Environment.GetEnvironmentVariable("COPR_TESTS_SCREENSHOTS") is { Length: > 0 } folder)
            {
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}-{scheme}.png"), FullPage = true });
            }

            (await page.RunAxe()).Violations.Select(static violation => $"{violation.Id}: {violation.Help}").Should()
                .BeEmpty("of {0}", name);
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(width, "of {0}", name);
        }
    }

    /// <summary>Submits builds that reach every state but one. The last report on the running one is refused.</summary>
    private static async Task<Build> FillAsync(FrontendProgram frontend, CoprProject copr)
    {
        await frontend.SubmitAsync(copr, "http://foo/waiting.src.rpm");
        Build running = await frontend.SubmitAsync(copr, "http://foo/running-1.0-1.fc17.src.rpm http://foo/other-2.0-1.fc17.src.rpm");
        Build failed = await frontend.SubmitAsync(copr, "http://foo/failed.src.rpm");
        Build succeeded = await frontend.SubmitAsync(copr, "http://foo/succeeded.src.rpm");
        await frontend.CancelAsync((await frontend.SubmitAsync(copr, "http://foo/canceled.src.rpm")).Id);
        await frontend.MayStartAsync(running.Id, "builder-1");
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        await frontend.ReportAsync(
            new BuildUpdate { Id = running.Id, StartedOn = now, Results = "http://backend/results/1/copr/" },
            new BuildUpdate { Id = failed.Id, EndedOn = now, Status = BuildStatus.Failed },
            new BuildUpdate { Id = succeeded.Id, EndedOn = now, Status = BuildStatus.Succeeded });
        await frontend.PostRawAsync(CoprEndpoints.UpdateBuilds, $$"""{"builds":[{"id":{{running.Id}},"ended_on":0,"status":1}]}""");
        return running;
    }
}
