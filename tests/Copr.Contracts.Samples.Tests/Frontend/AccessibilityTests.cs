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

        foreach (string path in new[] { "", "?state=canceled", "?state=starting", $"status/coprs/{copr.Id}", $"status/builds/{running.Id}" })
        {
            await Browser.LookAsync(
                new Uri(frontend.Url, path),
                async page =>
                {
                    if (Environment.GetEnvironmentVariable("COPR_TESTS_SCREENSHOTS") is { Length: > 0 } folder)
                    {
                        string name = $"{string.Concat(path.Where(char.IsLetterOrDigit))}-{width}-{scheme}.png";
                        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name), FullPage = true });
                    }

                    (await page.RunAxe()).Violations.Select(static violation => $"{violation.Id}: {violation.Help}").Should()
                        .BeEmpty("of /{0}", path);
                    (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(width);
                },
                options);
        }
    }

    /// <summary>Submits builds that reach every state but one.</summary>
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
        return running;
    }
}
