using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json.Nodes;
using Copr.Contracts;
using Copr.Contracts.Validation;
using Microsoft.EntityFrameworkCore;

namespace Copr.Frontend.Storage;

/// <summary>Reads rows, and skips those that break the contract, so that one bad row never stops the queue.</summary>
internal sealed partial class RowReader(QueueContext queue, RowReader.Log log)
{
    /// <summary>Reads what is selected of the rows of a query.</summary>
    public async Task<Page<TResult>> ReadAsync<TRow, TResult>(
        IQueryable<TRow> rows, Expression<Func<TRow, TResult>> select, CancellationToken cancellationToken)
        where TRow : class, IStoredRow
    {
        try
        {
            List<Selected<TResult>> read = await rows.Select(WithId(select)).ToListAsync(cancellationToken);
            return new(read.ConvertAll(static row => row.Id), read.ConvertAll(static row => row.Value), []);
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            List<long> ids = await rows.Select(static row => row.Id).ToListAsync(cancellationToken);
            var page = new Page<TResult>(ids, [], []);
            await ReadPartAsync(rows, select, [.. ids], page, cancellationToken);
            return page;
        }
    }

    /// <summary>Reads what is selected of the one row of a query; null if there is none.</summary>
    /// <exception cref="UnreadableRowException">The row breaks the contract.</exception>
    public async Task<TResult?> FindAsync<TRow, TResult>(
        IQueryable<TRow> rows, Expression<Func<TRow, TResult>> select, CancellationToken cancellationToken)
        where TRow : class, IStoredRow
        where TResult : class
    {
        Page<TResult> page = await ReadAsync(rows, select, cancellationToken);
        return page.Skipped.Count == 0 ? page.Rows.SingleOrDefault() : throw new UnreadableRowException(page.Skipped[0]);
    }

    /// <summary>Logs why a row is skipped, once in the life of the process.</summary>
    public void Skip<TRow>(long id, Violation violation) => log.Skip(typeof(TRow), id, violation.Found, violation);

    /// <summary>Reads half of the rows at a time, until the unreadable ones are alone.</summary>
    private async Task ReadPartAsync<TRow, TResult>(
        IQueryable<TRow> rows, Expression<Func<TRow, TResult>> select, long[] ids, Page<TResult> page, CancellationToken cancellationToken)
        where TRow : class, IStoredRow
    {
        try
        {
            page.Rows.AddRange(await rows.Where(row => ids.Contains(row.Id)).Select(select).ToListAsync(cancellationToken));
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            if (ids.Length == 1)
            {
                page.Skipped.Add(
                    log.Find(typeof(TRow), ids[0], exception.Message)
                    ?? log.Skip(typeof(TRow), ids[0], exception.Message, await ExplainAsync<TRow>(ids[0], exception, cancellationToken)));
                return;
            }

            await ReadPartAsync(rows, select, ids[..(ids.Length / 2)], page, cancellationToken);
            await ReadPartAsync(rows, select, ids[(ids.Length / 2)..], page, cancellationToken);
        }
    }

    /// <summary>Selects the id too.</summary>
    private static Expression<Func<TRow, Selected<TResult>>> WithId<TRow, TResult>(Expression<Func<TRow, TResult>> select)
        where TRow : IStoredRow
    {
        ParameterExpression row = select.Parameters[0];
        ConstructorInfo create = typeof(Selected<TResult>).GetConstructor([typeof(long), typeof(TResult)])!;
        return Expression.Lambda<Func<TRow, Selected<TResult>>>(
            Expression.New(create, Expression.Property(row, nameof(IStoredRow.Id)), select.Body), row);
    }

    private static bool IsUnreadable(Exception exception) =>
        exception is FormatException or ArgumentException or InvalidCastException or OverflowException;

    /// <summary>Reads the row's texts as the contract's reader would, which names the rule.</summary>
    private async Task<Violation> ExplainAsync<TRow>(long id, Exception exception, CancellationToken cancellationToken)
    {
        try
        {
            if (typeof(TRow) == typeof(CoprRow))
            {
                CoprTexts copr = await queue.Database.SqlQuery<CoprTexts>(
                    $"""SELECT "Name", "Chroots", "Repositories" FROM "Coprs" WHERE "Id" = {id}""").SingleAsync(cancellationToken);
                CoprJson.Read<CoprProject>(copr.ToJson().ToJsonString());
            }
            else
            {
                BuildTexts build = await queue.Database.SqlQuery<BuildTexts>($"""
                    SELECT copr."Name", copr."Chroots", copr."Repositories", build."Packages", build."Chroots" AS "BuildChroots"
                    FROM "Builds" AS build JOIN "Coprs" AS copr ON copr."Id" = build."CoprId" WHERE build."Id" = {id}
                    """).SingleAsync(cancellationToken);
                CoprJson.Read<Build>(build.ToJson().ToJsonString());
            }
        }
        catch (ContractException violation)
        {
            return violation.Violation;
        }

        return new(Rules.Find("COPR103")!, "", exception.Message.TrimEnd('.'), "a row that the frontend itself has written");
    }

    private sealed record Selected<T>(long Id, T Value);

    /// <summary>What was read: the ids of all rows, the rows, and why the others are missing.</summary>
    public sealed record Page<T>(List<long> Ids, List<T> Rows, List<Violation> Skipped);

    /// <summary>Logs each row once for each fault that is found, and keeps why.</summary>
    public sealed partial class Log(ILogger<RowReader> logger)
    {
        private const int MaxKnown = 10_000;

        private readonly ConcurrentDictionary<(Type Row, long Id, string Fault), Violation> known = [];

        public Violation? Find(Type row, long id, string fault) => known.GetValueOrDefault((row, id, fault));

        public Violation Skip(Type row, long id, string fault, Violation violation)
        {
            if (known.Count >= MaxKnown)
            {
                known.Clear();
            }

            if (known.TryAdd((row, id, fault), violation))
            {
                LogSkipped(logger, row == typeof(CoprRow) ? "copr" : "build", id, violation);
            }

            return violation;
        }

        [LoggerMessage(Level = LogLevel.Error, Message = "Stored {Row} {Id} breaks the contract and is skipped: {Violation}")]
        private static partial void LogSkipped(ILogger logger, string row, long id, Violation violation);
    }

    private sealed record CoprTexts(string Name, string Chroots, string Repositories)
    {
        public JsonObject ToJson() =>
            new() { ["id"] = 1, ["owner_id"] = 1, ["name"] = Name, ["chroots"] = Chroots, ["repos"] = Repositories };
    }

    private sealed record BuildTexts(string Name, string Chroots, string Repositories, string Packages, string BuildChroots)
    {
        public JsonObject ToJson() => new()
        {
            ["id"] = 1,
            ["copr_id"] = 1,
            ["user_id"] = 1,
            ["submitted_on"] = 1,
            ["pkgs"] = Packages,
            ["chroots"] = BuildChroots,
            ["copr"] = new CoprTexts(Name, Chroots, Repositories).ToJson(),
        };
    }
}
