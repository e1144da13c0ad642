using System.Diagnostics;
using Copr.Backend;
using Copr.Backend.Builders;
using Copr.Contracts.Samples.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Copr.Contracts.Samples.Tests.Backend;

/// <summary>A service of the backend fails. This backend runs in the process of the tests, which makes the service fail.</summary>
public sealed class FailedServiceTests : BackendTest
{
    [Fact]
    public async Task A_failed_service_ends_the_backend_with_another_exit_code_than_0()
    {
        string[] arguments =
        [
            $"--Backend:Frontend={Frontend.Url}",
            $"--Backend:Password={FrontendProgram.Password}",
            $"--Backend:Folder={BackendFolder}",
        ];

        int exitCode = await BackendApplication.RunAsync(arguments, static builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<IBuilder, NoBuilder>();
            builder.Services.AddHostedService<FailingService>();
        });

        exitCode.Should().Be(1);
    }

    private sealed class FailingService(IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var started = new TaskCompletionSource();
            using CancellationTokenRegistration registration = lifetime.ApplicationStarted.Register(started.SetResult);
            await started.Task;
            throw new UnreachableException("The service of the test fails.");
        }
    }

    private sealed class NoBuilder : IBuilder
    {
        public Task<bool> BuildAsync(Build build, Chroot chroot, DirectoryInfo results, CancellationToken cancellationToken) =>
            throw new UnreachableException("The test lists no build.");
    }
}
