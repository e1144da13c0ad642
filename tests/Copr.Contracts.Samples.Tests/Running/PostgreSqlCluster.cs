using System.Diagnostics;

namespace Copr.Contracts.Samples.Tests.Running;

/// <summary>A cluster of PostgreSQL that belongs to the tests alone. It does not run as root, so the user postgres runs it where root tests.</summary>
public sealed class PostgreSqlCluster : IDisposable
{
    private readonly int port = FreePort.Next();
    private readonly string? programs = Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(static folder => Path.Combine(folder, "bin"))
            .FirstOrDefault(static folder => File.Exists(Path.Combine(folder, "initdb")))
        : null;

    private string? data;

    public string ConnectionString => $"Host=127.0.0.1;Port={port};Username=postgres";

    /// <summary>A database of its own; the first one starts the cluster. Skips the test where PostgreSQL is not installed.</summary>
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

    /// <summary>Breaks off every connection, as a crash does, and comes back.</summary>
    public void Restart()
    {
        Control("stop", "--mode=immediate");
        Start();
    }

    public void Dispose()
    {
        if (data is not null)
        {
            Control("stop", "--mode=immediate");
            Run("rm", "-r", data);
        }
    }

    private void Start() => Control("start", "--wait", "--log", Path.Combine(data!, "log"), "--options", $"-p {port} -h 127.0.0.1 -k {data} -c fsync=off -c max_connections=300");

    private void Control(string action, params string[] arguments) => Run(Path.Combine(programs!, "pg_ctl"), [action, "--pgdata", data!, .. arguments]);

    private static string Run(string program, params string[] arguments)
    {
        string[] command = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", program, .. arguments] : [program, .. arguments];

        // The server keeps what it inherits, so that its output is not waited for.
        bool isServer = arguments is ["start", ..];
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardOutput = !isServer, WorkingDirectory = "/tmp" })!;
        string output = isServer ? "" : process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(0, "{0} should work", string.Join(' ', command));
        return output;
    }
}

[CollectionDefinition(nameof(PostgreSqlCluster))]
public sealed class PostgreSqlClusterDefinition : ICollectionFixture<PostgreSqlCluster>;
