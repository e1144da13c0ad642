using Npgsql;

namespace Copr.Contracts.Samples.Tests.Running;

/// <summary>An empty database for a frontend.</summary>
public interface ITestDatabase : IDisposable
{
    public string ConnectionString { get; }
}

/// <summary>A file of SQLite.</summary>
internal sealed class SqliteFile : ITestDatabase
{
    private readonly TemporaryFolder folder = new();

    public string ConnectionString => $"Data Source={folder.PathOf("queue.db")}";

    public void Dispose() => folder.Dispose();
}

/// <summary>A database in a private cluster of PostgreSQL.</summary>
internal sealed class PostgreSqlDatabase : ITestDatabase
{
    private readonly string name = $"queue_{Guid.NewGuid():N}";

    public PostgreSqlDatabase(PostgreSqlCluster cluster)
    {
        ConnectionString = $"{cluster.ConnectionString};Database={name}";
        using var connection = new NpgsqlConnection($"{cluster.ConnectionString};Database=postgres");
        connection.Open();
        using NpgsqlCommand command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name}";
        command.ExecuteNonQuery();
    }

    public string ConnectionString { get; }

    /// <summary>Does nothing: the cluster is deleted as a whole.</summary>
    public void Dispose()
    {
    }
}
