using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Storage;

namespace Copr.Frontend.Storage;

/// <summary>Tells the faults of a database apart.</summary>
internal static class Faults
{
    /// <summary>SQLITE_BUSY, SQLITE_LOCKED, SQLITE_IOERR and SQLITE_FULL: another process or the disk is the cause.</summary>
    private static readonly int[] TransientInSqlite = [5, 6, 10, 13];

    /// <summary>Whether the same request may succeed later.</summary>
    public static bool IsTransient(Exception? exception) => exception switch
    {
        null => false,
        TimeoutException or RetryLimitExceededException => true,
        SqliteException sqlite => TransientInSqlite.Contains(sqlite.SqliteErrorCode),

        // 57P01 to 57P03: the server is shutting down or starting up.
        DbException database when database.IsTransient || database.SqlState?.StartsWith("57P", StringComparison.Ordinal) == true => true,
        _ => IsTransient(exception.InnerException),
    };

    /// <summary>Finds the fault if the database can never store a value: SQL's classes 22, wrong data, and 54, too much of it.</summary>
    public static DbException? FindRefusal(Exception? exception) => exception switch
    {
        null => null,
        DbException { SqlState: ['2', '2', ..] or ['5', '4', ..] } database => database,
        _ => FindRefusal(exception.InnerException),
    };
}
