using System.Net;
using System.Net.Sockets;
using Copr.Contracts.Samples.Tests.Running;

namespace Copr.Contracts.Samples.Tests.Frontend;

public sealed class StartTests
{
    [SkippableFact]
    public async Task The_frontend_waits_for_PostgreSql_and_is_not_ready_meanwhile()
    {
        using var cluster = new PostgreSqlCluster();
        using ITestDatabase database = cluster.NewDatabase();
        cluster.Stop();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);

        (await frontend.GetAsync("health/live")).Status.Should().Be(HttpStatusCode.OK);
        (await frontend.GetAsync("health/ready")).Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await frontend.GetAsync("waiting_builds/")).Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        cluster.Start();

        await Eventually.Async(
            async () => (await frontend.GetAsync("health/ready")).Status == HttpStatusCode.OK, () => frontend.Program.Output);
        await frontend.SubmitAsync();
    }

    [SkippableFact]
    public async Task The_frontend_waits_for_tables_that_cannot_be_updated_and_says_why()
    {
        using var cluster = new PostgreSqlCluster();
        using ITestDatabase database = cluster.NewDatabase();
        using var queue = new QueueDatabase($"{database.ConnectionString};Pooling=false");
        queue.Run($"""CREATE TABLE "Coprs" (other int)""");
        cluster.Stop();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        cluster.Start();
        await Eventually.Async(
            () => frontend.Program.HasExited || frontend.Program.Output.Contains("\"Coprs\" already exists", StringComparison.Ordinal),
            () => frontend.Program.Output);
        await Task.Delay(TimeSpan.FromSeconds(3));
        frontend.Program.HasExited.Should().BeFalse("{0}", frontend.Program.Output);
        (await frontend.GetAsync("health/ready")).Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        queue.Run($"""DROP TABLE "Coprs" """);

        await Eventually.Async(
            async () => (await frontend.GetAsync("health/ready")).Status == HttpStatusCode.OK, () => frontend.Program.Output);
    }

    [Fact]
    public async Task Without_a_password_the_frontend_does_not_start_and_says_what_to_set()
    {
        using var database = new SqliteFile();
        await using SampleProgram frontend = Start(database.ConnectionString);

        (await frontend.WaitForExitAsync()).Should().Be(1);
        frontend.Output.Trim().Should().Be(
            "The frontend cannot start: Backend:Password is empty. Set it, for example with the environment variable Backend__Password.");
    }

    [Theory]
    [InlineData("Lease:Duration", "soon")]
    [InlineData("EarlyBackends", "maybe")]
    [InlineData("Backend:WrongPasswordsPerMinute", "a few")]
    [InlineData("PathBase", "backend")]
    [InlineData("ConnectionStrings:Queue", "copr.db")]
    [InlineData("ConnectionStrings:Queue", "Host=localhost;Port=copr")]
    public async Task A_setting_with_a_wrong_value_is_reported_in_one_line(string setting, string value)
    {
        using var database = new SqliteFile();
        await using SampleProgram frontend = Start(database.ConnectionString, "--Backend:Password=x", $"--{setting}={value}");

        (await frontend.WaitForExitAsync()).Should().Be(1);

        frontend.Output.Trim().Should().StartWith("The frontend cannot start: ").And.Contain(setting).And.NotContain("\n");
    }

    [Fact]
    public async Task A_port_that_is_in_use_is_reported_in_one_line()
    {
        using var database = new SqliteFile();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        string url = $"http://{other.LocalEndpoint}";

        await using SampleProgram frontend = Start(database.ConnectionString, "--Backend:Password=x", $"--urls={url}");

        (await frontend.WaitForExitAsync()).Should().Be(1);
        frontend.Output.Trim().Should().StartWith("The frontend cannot start: ").And.NotContain("\n");
    }

    [Fact]
    public async Task A_database_that_cannot_be_opened_is_reported_without_a_stack_trace()
    {
        await using SampleProgram frontend = Start("Data Source=/no/such/folder/queue.db", "--Backend:Password=x");

        (await frontend.WaitForExitAsync()).Should().Be(1);
        frontend.Output.Should().Contain("The frontend cannot start: ").And.NotContain("   at ");
    }

    [Fact]
    public async Task The_frontend_can_be_served_below_a_path()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database, "/backend");

        Build build = await frontend.SubmitAsync();

        (await frontend.IsListedAsync(build.Id)).Should().BeTrue();
    }

    [Fact]
    public async Task A_submitted_build_survives_a_kill()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        Build build = await frontend.SubmitAsync();

        await frontend.KillAsync();
        await frontend.StartAgainAsync();

        (await frontend.WaitingAsync()).Builds.Should().Equal(build);
    }

    [Fact]
    public async Task In_production_the_frontend_logs_json_and_stops_at_SIGTERM()
    {
        using var database = new SqliteFile();
        await using SampleProgram frontend = Start(database.ConnectionString, "--Backend:Password=x");
        await frontend.WaitForLineAsync("Now listening on");

        (await frontend.StopAsync()).Should().Be(0);
        frontend.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().AllSatisfy(static line => line.Should().StartWith("{"));
    }

    private static SampleProgram Start(string connectionString, params string[] arguments) =>
        SampleProgram.Start("Frontend", ["--urls=http://127.0.0.1:0", $"--ConnectionStrings:Queue={connectionString}", .. arguments]);
}
