using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Copr.Frontend.Storage;
using Microsoft.EntityFrameworkCore;

namespace Copr.Contracts.Samples.Tests.Frontend;

/// <summary>The frontend's database, seen from behind: filled at once, and asked how it answers.</summary>
internal sealed partial class QueueDatabase : IDisposable
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

    /// <summary>As many builds as wait, and as many again that have ended.</summary>
    public void FillWith(long coprId, int waiting)
    {
        long now = DateTimeOffset.UnixEpoch.AddYears(50).UtcTicks;
        context.Database.ExecuteSql($"""
            WITH RECURSIVE numbers(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < {2 * waiting})
            INSERT INTO "Builds" ("CoprId", "UserId", "Packages", "Chroots", "SubmittedOn", "EndedOn", "Status", "Version")
            SELECT {coprId}, 1, 'http://foo/a.src.rpm http://foo/b.src.rpm http://foo/c.src.rpm http://foo/d.src.rpm', 'fedora-17-i386 fedora-17-x86_64',
                {now} + CAST(number AS BIGINT) * 10000000, CASE WHEN number % 2 = 0 THEN {now} ELSE NULL END, CASE WHEN number % 2 = 0 THEN 1 ELSE NULL END, 0
            FROM numbers
            """);
        context.Database.ExecuteSqlRaw("ANALYZE");
    }

    /// <summary>How many builds the database looks at to answer the query of the waiting list.</summary>
    public long RowsReadForTheFirst(int limit)
    {
        string sql = Parameter().Replace(context.Waiting.Take(limit).Include(static build => build.Copr).ToQueryString(), $"{limit}");
        sql = sql[sql.IndexOf("SELECT", StringComparison.Ordinal)..];
        return isPostgreSql ? RowsOfPostgreSql(sql) : RowsOfSqlite(sql, limit);
    }

    public void Dispose() => context.Dispose();

    /// <summary>PostgreSQL runs it and counts: the index scan's rows and those that a filter threw away.</summary>
    private long RowsOfPostgreSql(string sql)
    {
        using var plan = JsonDocument.Parse(Query($"EXPLAIN (ANALYZE, FORMAT JSON) {sql}")[0]);
        return RowsOf(plan.RootElement[0].GetProperty("Plan"));
    }

    private static long RowsOf(JsonElement node)
    {
        long rows = node.TryGetProperty("Relation Name", out JsonElement relation) && relation.GetString() == "Builds"
            ? node.GetProperty("Actual Rows").GetInt64() + (node.TryGetProperty("Rows Removed by Filter", out JsonElement removed) ? removed.GetInt64() : 0)
            : 0;
        return rows + (node.TryGetProperty("Plans", out JsonElement inner) ? inner.EnumerateArray().Sum(RowsOf) : 0);
    }

    /// <summary>SQLite does not count; but where it goes along the partial index in its order, without sorting, it stops at the limit.</summary>
    private long RowsOfSqlite(string sql, int limit)
    {
        List<string> plan = Query($"EXPLAIN QUERY PLAN {sql}", column: 3);
        return plan.Any(static step => step.Contains("USING INDEX IX_Builds_SubmittedOn_Id", StringComparison.Ordinal)) && !plan.Any(static step => step.Contains("TEMP B-TREE", StringComparison.Ordinal))
            ? limit
            : throw new InvalidOperationException(string.Join('\n', plan));
    }

    private List<string> Query(string sql, int column = 0)
    {
        context.Database.OpenConnection();
        using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<string> values = [];
        while (reader.Read())
        {
            values.Add(Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture)!);
        }

        return values;
    }

    [GeneratedRegex("@p\\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
