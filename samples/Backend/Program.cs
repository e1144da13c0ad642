using System.ComponentModel;
using Copr.Backend;
using Microsoft.Extensions.Options;

try
{
    using IHost host = BackendApplication.Create(args);
    await host.RunAsync();
    return 0;
}
catch (Exception exception) when (exception
    is OptionsValidationException or ArgumentException or IOException or UnauthorizedAccessException or Win32Exception)
{
    string reason = exception is OptionsValidationException invalid ? invalid.Failures.First() : exception.Message;
    await Console.Error.WriteLineAsync($"The backend cannot start: {reason}");
    return 1;
}
