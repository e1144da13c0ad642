using System.Diagnostics;

namespace Copr.Contracts.Samples.Tests.Running;

/// <summary>
/// A cluster of PostgreSQL for the tests alone. PostgreSQL does not run as root: if root runs the tests, the user postgres runs it.
/// </summary>
public sealed class PostgreSqlCluster : IDisposable
{
    private readonly int port = FreePort.Next();
    private readonly string? programs = Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql")
            .OrderDescending(StringComparer.Ordinal)
            .Select(static folder => Path.Combine(folder, "bin"))
            .FirstOrDefault(static folder => File.Exists(Path.Combine(folder, "initdb")))
        : null;

    private string? data;

    public string ConnectionString => $"Host=127.0.0.1;Port={port};Username=postgres";

    /// <summary>Creates a database. The first one starts the cluster. Skips the test if PostgreSQL is not installed.</summary>
    internal ITestDatabase NewDatabase()
    {
        Skip.If(programs is null, "PostgreSQL is not installed (Debian: apt-get install postgresql).");
        if (data is null)
        {
            data = Run("mktemp", "-d", "/tmp/copr-tests-postgresql-XXXXXX").Trim();
            Run(Path.Combine(programs, "initdb"), "--pgdata", data, "--auth=trust", "--username=postgres", "--no-sync");
            Start();
        }

        return new PostgreSqlDatabase(this);
    }

    /// <summary>Stops at once, which breaks every connection as a crash does, and starts again.</summary>
    public void Restart()
    {
        Stop();
        Start();
    }

    public void Stop() => Control("stop", "--mode=immediate");

    public void Start() => Control(
        "start", "--wait", "--log", Path.Combine(data!, "log"),
        "--options", $"-p {port} -h 127.0.0.1 -k {data} -c fsync=off -c max_connections=300");

    public void Dispose()
    {
        if (data is not null)
        {
            Stop();
            Run("rm", "-r", data);
        }
    }

    private void Control(string action, params string[] arguments) =>
        Run(Path.Combine(programs!, "pg_ctl"), [action, "--pgdata", data!, .. arguments]);

    private static string Run(string program, params string[] arguments)
    {
        string[] user = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--"] : [];
        string[] command = [.. user, program, .. arguments];

        // The server inherits the output and keeps it open: do not wait for its end.
        bool isServer = arguments is ["start", ..];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = !isServer,
            WorkingDirectory = "/tmp",
        };
        using Process process = Process.Start(start)!;
        string output = isServer ? "" : process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(0, "{0} should work", string.Join(' ', command));
        return output;
    }
}

[CollectionDefinition(nameof(PostgreSqlCluster))]
public sealed class PostgreSqlClusterDefinition : ICollectionFixture<PostgreSqlCluster>;
