using Copr.Frontend.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Copr.Frontend;

/// <summary>The frontend is ready once its tables are up to date. Until then it answers 503.</summary>
internal sealed class Readiness(TableMigration migration) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(migration.IsDone ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database is not up yet."));
}

internal static class ReadinessRegistration
{
    public static void UseReadiness(this WebApplication application)
    {
        TableMigration migration = application.Services.GetRequiredService<TableMigration>();
        application.Use((context, next) =>
            migration.IsDone || context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
                ? next(context)
                : TypedResults.Problem(
                    title: "The database does not answer.",
                    detail: "Nothing is lost. Try again.",
                    statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context));
    }
}
