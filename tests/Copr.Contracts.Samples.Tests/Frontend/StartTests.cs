using Copr.Contracts.Samples.Tests.Running;

namespace Copr.Contracts.Samples.Tests.Frontend;

public sealed class StartTests
{
    [Fact]
    public async Task Without_a_password_it_does_not_start_and_says_what_to_set()
    {
        using var database = new SqliteFile();
        await using SampleProgram frontend = SampleProgram.Start("Frontend", ["--urls=http://127.0.0.1:0", $"--ConnectionStrings:Queue={database.ConnectionString}"]);

        (await frontend.WaitForExitAsync()).Should().Be(1);
        frontend.Output.Trim().Should().Be("The frontend cannot start: There is no password for the backends. Set Backend:Password, such as by the environment variable Backend__Password.");
    }

    [Fact]
    public async Task A_database_that_cannot_be_opened_is_told_without_a_stack_trace()
    {
        await using SampleProgram frontend = SampleProgram.Start("Frontend", ["--urls=http://127.0.0.1:0", "--ConnectionStrings:Queue=Data Source=/no/such/folder/queue.db", "--Backend:Password=x"]);

        (await frontend.WaitForExitAsync()).Should().Be(1);
        frontend.Output.Should().Contain("The frontend cannot start: ").And.NotContain("   at ");
    }

    [Fact]
    public async Task It_may_be_served_below_a_path()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database, "/backend");

        Build build = await frontend.SubmitAsync();

        (await frontend.IsListedAsync(build.Id)).Should().BeTrue();
    }

    [Fact]
    public async Task What_was_submitted_is_there_after_a_restart()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        Build build = await frontend.SubmitAsync();

        await frontend.KillAsync();
        await frontend.StartAgainAsync();

        (await frontend.WaitingAsync()).Builds.Should().Equal(build);
    }

    [Fact]
    public async Task It_logs_json_outside_of_development_and_stops_when_it_is_told_to()
    {
        using var database = new SqliteFile();
        await using SampleProgram frontend = SampleProgram.Start("Frontend", ["--urls=http://127.0.0.1:0", $"--ConnectionStrings:Queue={database.ConnectionString}", "--Backend:Password=x"]);
        await frontend.WaitForLineAsync("Now listening on");

        (await frontend.StopAsync()).Should().Be(0);
        frontend.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().AllSatisfy(static line => line.Should().StartWith("{"));
    }
}
