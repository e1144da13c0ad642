using System.ComponentModel;
using Copr.Backend;
using Microsoft.Extensions.Options;

try
{
    using IHost host = BackendApplication.Create(args);

    // Creating the services here finds wrong settings and a folder that is in use before anything runs.
    BackgroundService[] services = [.. host.Services.GetServices<IHostedService>().OfType<BackgroundService>()];
    await host.RunAsync();

    // A supervisor restarts a program that exits with another code than 0.
    return services.Any(static service => service.ExecuteTask is { IsFaulted: true }) ? 1 : Environment.ExitCode;
}
catch (Exception exception) when (exception is OptionsValidationException or ArgumentException or InvalidOperationException
    or IOException or UnauthorizedAccessException or Win32Exception)
{
    string reason = exception is OptionsValidationException invalid ? invalid.Failures.First() : exception.Message;
    await Console.Error.WriteLineAsync($"The backend cannot start: {reason}");
    return 1;
}
