using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Copr.Contracts.Samples.Tests.Running;
using Copr.Frontend;
using Copr.Frontend.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Copr.Contracts.Samples.Tests.Frontend;

/// <summary>A service of the frontend fails. These frontends run in the process of the tests, which makes a service fail.</summary>
public sealed class FailedServiceTests
{
    [Fact]
    public async Task A_failed_service_ends_the_frontend_with_another_exit_code_than_0_and_the_log_says_why()
    {
        using var database = new SqliteFile();
        using var log = new CapturedLog();

        int exitCode = await FrontendApplication.RunAsync(FrontendInProcess.Arguments(database), builder =>
        {
            builder.Logging.AddProvider(log);
            builder.Services.AddHostedService<FailingService>();
        });

        exitCode.Should().Be(1);
        log.Exceptions.Should().Contain(static exception => exception.Message == FailingService.Reason);
    }

    [Fact]
    public async Task The_leases_are_checked_after_a_check_that_is_canceled_although_the_frontend_does_not_stop()
    {
        using var database = new SqliteFile();
        using var log = new CapturedLog();
        var commands = new CanceledCommands();
        string[] arguments = [.. FrontendInProcess.Arguments(database), "--Lease:Duration=00:00:02"];
        await using WebApplication frontend = FrontendApplication.Create(arguments, builder =>
        {
            builder.Logging.AddProvider(log);
            builder.Services.ConfigureDbContext<SqliteQueueContext>(options => options.AddInterceptors(commands));
        });
        await frontend.StartAsync();

        await Eventually.Async(
            () => commands.Count > 2 || frontend.Lifetime.ApplicationStopping.IsCancellationRequested, () => "three checks of the leases");

        commands.Count.Should().BeGreaterThan(2);
        log.Exceptions.Should().Contain(static exception => exception.Message == CanceledCommands.Reason);
    }

    private sealed class FailingService(IHostApplicationLifetime lifetime) : BackgroundService
    {
        public const string Reason = "The service of the test fails.";

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var started = new TaskCompletionSource();
            using CancellationTokenRegistration registration = lifetime.ApplicationStarted.Register(started.SetResult);
            await started.Task;
            throw new UnreachableException(Reason);
        }
    }

    /// <summary>Cancels what reads the silent backends, as a driver may do that waits for too long.</summary>
    private sealed class CanceledCommands : DbCommandInterceptor
    {
        public const string Reason = "The test cancels the command.";

        private int count;

        public int Count => count;

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default)
        {
            if (!command.CommandText.Contains("\"SeenOn\"", StringComparison.Ordinal))
            {
                return new(result);
            }

            Interlocked.Increment(ref count);
            throw new OperationCanceledException(Reason);
        }
    }

    /// <summary>Keeps the exceptions that are logged.</summary>
    private sealed class CapturedLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<Exception> Exceptions { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (exception is not null)
            {
                Exceptions.Enqueue(exception);
            }
        }

        public void Dispose()
        {
        }
    }
}
