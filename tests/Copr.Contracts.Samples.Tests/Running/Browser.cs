using Microsoft.Playwright;

namespace Copr.Contracts.Samples.Tests.Running;

/// <summary>Chromium, without a window.</summary>
internal static class Browser
{
    private const string Chromium = "/usr/bin/chromium";

    /// <summary>Opens a page. Skips the test if Chromium is not installed.</summary>
    public static async Task LookAsync(Uri url, Func<IPage, Task> look, BrowserNewPageOptions? options = null)
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
        IPage page = await browser.NewPageAsync(options);
        await page.GotoAsync(url.AbsoluteUri);
        await look(page);
    }

    /// <summary>Waits until a page whose URL matches a pattern is loaded. Asks the page, because Chromium's events can be missed.</summary>
    public static Task WaitForPageAsync(this IPage page, string pattern) => page.WaitForFunctionAsync(
        "pattern => document.readyState == 'complete' && new RegExp(pattern).test(location.href)", pattern);
}
