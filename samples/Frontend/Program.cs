using System.Data.Common;
using Copr.Frontend;
using Microsoft.Extensions.Options;

try
{
    await using WebApplication application = FrontendApplication.Create(args);
    await application.RunAsync();

    // The migration sets it if the tables cannot be updated.
    return Environment.ExitCode;
}
catch (Exception exception) when (exception is OptionsValidationException or DbException or ArgumentException or IOException)
{
    string reason = exception is OptionsValidationException invalid ? invalid.Failures.First() : exception.Message;
    await Console.Error.WriteLineAsync($"The frontend cannot start: {reason}");
    return 1;
}
