using System.Net;
using System.Text.RegularExpressions;
using Copr.Contracts.Samples.Tests.Running;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Copr.Contracts.Samples.Tests.Frontend;

/// <summary>The forms of the pages, in a browser and without one.</summary>
public sealed partial class FormTests
{
    [SkippableFact]
    public async Task A_person_submits_and_cancels_a_build_with_the_keyboard_alone()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        CoprProject copr = await frontend.CreateCoprAsync();

        await Browser.LookAsync(new Uri(frontend.Url, $"status/coprs/{copr.Id}"), async page =>
        {
            await TabToAsync(page, page.GetByLabel("URLs of source packages"));
            await page.Keyboard.TypeAsync("http://foo/a.src.rpm\nhttp://foo/b.src.rpm");
            await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.TypeAsync("7");
            await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.TypeAsync(FrontendProgram.Password);
            await page.Keyboard.PressAsync("Enter");
            await page.WaitForPageAsync("/status/builds/[0-9]+$");
            long id = long.Parse(new Uri(page.Url, UriKind.Absolute).Segments[^1], null);
            Build build = await frontend.ShowAsync(id);
            build.Packages.ToString().Should().Be("http://foo/a.src.rpm http://foo/b.src.rpm");
            build.UserId.Should().Be(7);

            await TabToAsync(page, page.GetByLabel("Password"));
            await page.Keyboard.TypeAsync(FrontendProgram.Password);
            await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.PressAsync("Space");
            await page.Locator("dd .canceled").WaitForAsync();

            (await frontend.ShowAsync(id)).IsCanceled.Should().BeTrue();
            (await page.Locator("form").CountAsync()).Should().Be(0, "a canceled build cannot be changed");
        });
    }

    [SkippableFact]
    public async Task A_refusal_is_beside_its_field_with_its_rule_and_keeps_what_the_person_wrote()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        CoprProject copr = await frontend.CreateCoprAsync();

        await Browser.LookAsync(new Uri(frontend.Url, $"status/coprs/{copr.Id}"), async page =>
        {
            await page.GetByLabel("URLs of source packages").FillAsync("/srv/pkg.src.rpm");
            await page.GetByLabel("Your user id").FillAsync("7");
            await page.GetByLabel("Password").FillAsync(FrontendProgram.Password);
            await page.GetByRole(AriaRole.Button, new() { Name = "Submit" }).ClickAsync();
            await page.Locator("#pkgs-refusal").WaitForAsync();

            (await page.Locator("#pkgs-refusal").InnerTextAsync()).Should().Contain("COPR107 malformed-url");
            (await page.GetByLabel("URLs of source packages").GetAttributeAsync("aria-describedby")).Should().Be("pkgs-refusal");
            (await page.GetByLabel("URLs of source packages").InputValueAsync()).Should().Be("/srv/pkg.src.rpm");
            (await page.GetByLabel("Password").InputValueAsync()).Should().BeEmpty();
            (await page.RunAxe()).Violations.Should().BeEmpty();
        });
        (await frontend.WaitingAsync()).Builds.Should().BeEmpty();
    }

    [Fact]
    public async Task A_build_returns_to_the_queue_by_a_form()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        Build build = await frontend.SubmitAsync();
        await frontend.MayStartAsync(build.Id, "builder-1");

        (HttpStatusCode status, _) = await PostAsync(
            frontend, $"status/builds/{build.Id}", new() { ["action"] = "requeue", ["password"] = FrontendProgram.Password });

        status.Should().Be(HttpStatusCode.OK, "the client follows the redirect to the page");
        (await frontend.IsListedAsync(build.Id)).Should().BeTrue();
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_submits_one_build()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        CoprProject copr = await frontend.CreateCoprAsync();
        Dictionary<string, string> form = Submission();
        form["key"] = "one";

        await PostAsync(frontend, $"status/coprs/{copr.Id}", form);
        await PostAsync(frontend, $"status/coprs/{copr.Id}", form);

        (await frontend.WaitingAsync()).Builds.Should().ContainSingle();
    }

    [Fact]
    public async Task A_form_that_was_submitted_and_is_edited_says_so_and_submits_another_build_the_next_time()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        CoprProject copr = await frontend.CreateCoprAsync();
        Dictionary<string, string> form = Submission();
        form["key"] = "one";
        await PostAsync(frontend, $"status/coprs/{copr.Id}", form);
        Build first = (await frontend.WaitingAsync()).Builds.Single();
        form["pkgs"] = "http://foo/b.src.rpm";

        (HttpStatusCode status, string page) = await PostAsync(frontend, $"status/coprs/{copr.Id}", form);
        form["key"] = Key().Match(page).Groups["key"].Value;
        (HttpStatusCode retried, _) = await PostAsync(frontend, $"status/coprs/{copr.Id}", form);

        status.Should().Be(HttpStatusCode.UnprocessableEntity);
        page.Should().Contain($"This form has already submitted build {first.Id}").And.Contain("Submit it again to create another build.");
        page.Should().Contain("http://foo/b.src.rpm").And.NotContain("Idempotency-Key");
        retried.Should().Be(HttpStatusCode.OK);
        (await frontend.WaitingAsync()).Builds.Select(static build => build.Packages.ToString()).Should()
            .Equal("http://foo/a.src.rpm", "http://foo/b.src.rpm");
    }

    [Fact]
    public async Task A_form_with_a_key_that_is_none_is_shown_again_with_one()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        CoprProject copr = await frontend.CreateCoprAsync();
        Dictionary<string, string> form = Submission();

        (_, string page) = await PostAsync(frontend, $"status/coprs/{copr.Id}", form);

        Guid.TryParse(Key().Match(page).Groups["key"].Value, out _).Should().BeTrue("{0}", page);
    }

    [Fact]
    public async Task A_wrong_password_keeps_the_key_of_a_form()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        CoprProject copr = await frontend.CreateCoprAsync();
        Dictionary<string, string> form = new() { ["pkgs"] = "", ["user_id"] = "1", ["key"] = "one", ["password"] = "wrong" };

        (_, string page) = await PostAsync(frontend, $"status/coprs/{copr.Id}", form);

        Key().Match(page).Groups["key"].Value.Should().Be("one", "the form may have submitted a build before");
    }

    [Fact]
    public async Task A_wrong_password_in_a_form_changes_nothing_and_counts_as_one()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend =
            await FrontendProgram.StartAsync(database, settings: "--Backend:WrongPasswordsPerMinute=1");
        Build build = await frontend.SubmitAsync();
        Dictionary<string, string> form = new() { ["action"] = "cancel", ["password"] = "wrong" };

        (HttpStatusCode Status, string Body) first = await PostAsync(frontend, $"status/builds/{build.Id}", form);
        (HttpStatusCode Status, string Body) second = await PostAsync(frontend, $"status/builds/{build.Id}", form);

        first.Status.Should().Be(HttpStatusCode.Forbidden);
        first.Body.Should().Contain("The password is wrong.");
        second.Status.Should().Be(HttpStatusCode.TooManyRequests);
        (await frontend.ShowAsync(build.Id)).IsCanceled.Should().BeFalse();
    }

    [Fact]
    public async Task A_form_of_another_site_is_refused()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        Build build = await frontend.SubmitAsync();

        (HttpStatusCode status, _) = await PostAsync(
            frontend,
            $"status/builds/{build.Id}",
            new() { ["action"] = "cancel", ["password"] = FrontendProgram.Password },
            site: "cross-site");

        status.Should().Be(HttpStatusCode.Forbidden);
        (await frontend.ShowAsync(build.Id)).IsCanceled.Should().BeFalse();
    }

    /// <summary>A form that submits a build.</summary>
    private static Dictionary<string, string> Submission() => new()
    {
        ["pkgs"] = "http://foo/a.src.rpm",
        ["user_id"] = "1",
        ["password"] = FrontendProgram.Password,
    };

    private static async Task TabToAsync(IPage page, ILocator field)
    {
        for (int count = 0; count < 50 && !await field.EvaluateAsync<bool>("field => field === document.activeElement"); count++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        (await field.EvaluateAsync<bool>("field => field === document.activeElement")).Should().BeTrue("the field can be reached");
    }

    private static async Task<(HttpStatusCode Status, string Body)> PostAsync(
        FrontendProgram frontend, string path, Dictionary<string, string> form, string site = "same-origin")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("Sec-Fetch-Site", site);
        using HttpResponseMessage response = await frontend.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("name=\"key\" value=\"(?<key>[^\"]*)\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Key();
}
