using System.ComponentModel;
using Copr.Backend;
using Microsoft.Extensions.Options;

try
{
    using IHost host = BackendApplication.Create(args);
    await host.RunAsync();
    return 0;
}
catch (Exception exception) when (exception is OptionsValidationException or ArgumentException or IOException or UnauthorizedAccessException or Win32Exception)
{
    await Console.Error.WriteLineAsync($"The backend cannot start: {(exception as OptionsValidationException)?.Failures.First() ?? exception.Message}");
    return 1;
}
