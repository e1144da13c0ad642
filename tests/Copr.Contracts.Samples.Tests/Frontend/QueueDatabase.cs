using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Copr.Frontend.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Copr.Contracts.Samples.Tests.Frontend;

/// <summary>Direct access to the frontend's database: fills it, and counts the rows that a query reads.</summary>
internal sealed class QueueDatabase : IDisposable
{
    private readonly QueueContext context;
    private readonly bool isPostgreSql;

    public QueueDatabase(string connectionString)
    {
        isPostgreSql = connectionString.StartsWith("Host=", StringComparison.Ordinal);
        context = isPostgreSql
            ? new PostgreSqlQueueContext(new DbContextOptionsBuilder<PostgreSqlQueueContext>().UseNpgsql(connectionString).Options)
            : new SqliteQueueContext(new DbContextOptionsBuilder<SqliteQueueContext>().UseSqlite(connectionString).Options);
    }

    /// <summary>Adds builds that wait, and as many that have ended.</summary>
    public void FillWith(long coprId, int waiting)
    {
        long now = DateTimeOffset.UnixEpoch.AddYears(50).UtcTicks;
        context.Database.ExecuteSql($"""
            WITH RECURSIVE numbers(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < {2 * waiting})
            INSERT INTO "Builds" ("CoprId", "UserId", "Packages", "Chroots", "SubmittedOn", "EndedOn", "Status", "Returns", "Version")
            SELECT {coprId}, 1,
                'http://foo/a.src.rpm http://foo/b.src.rpm http://foo/c.src.rpm http://foo/d.src.rpm', 'fedora-17-i386 fedora-17-x86_64',
                {now} + CAST(number AS BIGINT) * 10000000,
                CASE WHEN number % 2 = 0 THEN {now} ELSE NULL END, CASE WHEN number % 2 = 0 THEN 1 ELSE NULL END, 0, 0
            FROM numbers
            """);
        context.Database.ExecuteSqlRaw("ANALYZE");
    }

    /// <summary>Creates the tables as a version of the frontend did.</summary>
    public void MigrateTo(string migration) => context.GetService<IMigrator>().Migrate(migration);

    /// <summary>The names of all migrations, in their order.</summary>
    public IReadOnlyList<string> Migrations => [.. context.Database.GetMigrations()];

    /// <summary>Runs a statement, as a person or an older version of the frontend may have done.</summary>
    public void Run(FormattableString sql) => context.Database.ExecuteSql(sql);

    /// <summary>Counts the builds that the database reads for the waiting list.</summary>
    public long RowsReadForTheFirst(int limit) =>
        RowsReadFor(context.Waiting.Take(limit).Select(BuildRow.AsBuild), limit, "IX_Builds_SubmittedOn_Id");

    /// <summary>The query of the waiting list.</summary>
    public string WaitingSql => context.Waiting.Take(10).Select(BuildRow.AsBuild).ToQueryString();

    /// <summary>Counts the builds that the database reads for a page of the builds.</summary>
    public long RowsReadForThePage(int size, long? coprId, string? state, (DateTimeOffset LastEventOn, long Id)? after) => RowsReadFor(
        context.FindRecent(coprId, state, after).Take(size).Include(static build => build.Copr),
        size,
        $"IX_Builds_{(coprId is null ? "" : "CoprId_")}{(state is null ? "" : "State_")}LastEventOn_Id");

    public void Dispose() => context.Dispose();

    private long RowsReadFor(IQueryable builds, int limit, string index)
    {
        context.Database.OpenConnection();
        using DbCommand command = builds.CreateDbCommand();
        return isPostgreSql ? RowsOfPostgreSql(command) : RowsOfSqlite(command, limit, index);
    }

    /// <summary>PostgreSQL runs the query and counts the rows of the index scan and those that a filter removed.</summary>
    private static long RowsOfPostgreSql(DbCommand command)
    {
        command.CommandText = $"EXPLAIN (ANALYZE, FORMAT JSON) {command.CommandText}";
        using var plan = JsonDocument.Parse(Read(command)[0]);
        return RowsOf(plan.RootElement[0].GetProperty("Plan"));
    }

    private static long RowsOf(JsonElement node)
    {
        bool isOnBuilds = node.TryGetProperty("Relation Name", out JsonElement relation) && relation.GetString() == "Builds";
        long kept = isOnBuilds ? node.GetProperty("Actual Rows").GetInt64() : 0;
        long removed = isOnBuilds && node.TryGetProperty("Rows Removed by Filter", out JsonElement filtered) ? filtered.GetInt64() : 0;
        return kept + removed + (node.TryGetProperty("Plans", out JsonElement inner) ? inner.EnumerateArray().Sum(RowsOf) : 0);
    }

    /// <summary>SQLite does not count. If it reads the index in its order, without sorting, it stops at the limit.</summary>
    private static long RowsOfSqlite(DbCommand command, int limit, string index)
    {
        command.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";
        List<string> plan = Read(command, column: 3);
        bool usesIndex = plan.Any(step => $"{step} ".Contains($" USING INDEX {index} ", StringComparison.Ordinal));
        bool sorts = plan.Any(static step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
        return usesIndex && !sorts ? limit : throw new InvalidOperationException(string.Join('\n', plan));
    }

    private static List<string> Read(DbCommand command, int column = 0)
    {
        using DbDataReader reader = command.ExecuteReader();
        List<string> values = [];
        while (reader.Read())
        {
            values.Add(Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture)!);
        }

        return values;
    }
}
