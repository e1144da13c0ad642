using Copr.Backend.Builders;
using Copr.Backend.Storage;
using Copr.Contracts;
using Microsoft.Extensions.Options;

namespace Copr.Backend;

/// <summary>
/// Shows what the backend would do with the builds that wait now, and ends. It takes nothing from the queue, reports nothing and writes no
/// file.
/// </summary>
internal sealed class DryRun(FrontendClient frontend, IOptions<BackendOptions> options, IHostApplicationLifetime lifetime)
    : BackgroundService
{
    private const string PlainCharacters = "-_./:=,+@%~";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await ShowAsync(stoppingToken);
        }
        catch (FrontendException exception)
        {
            await Console.Error.WriteLineAsync($"The frontend did not answer as expected: {exception.Message}");
            Environment.ExitCode = 1;
        }

        lifetime.StopApplication();
    }

    private async Task ShowAsync(CancellationToken stoppingToken)
    {
        FrontendClient.Waiting waiting = (await frontend.GetWaitingAsync(WaitingBuilds.DefaultLimit, knownTag: null, stoppingToken))!;
        await foreach (BuildEntry entry in waiting.Entries)
        {
            if (RefusedBuilds.FindErrors(entry) is [_, ..] errors)
            {
                string build = entry.Id is { } id ? $"Build {id}" : $"The build at position {entry.Index + 1}";
                await Console.Out.WriteLineAsync($"{build} is refused: {string.Join(' ', errors)}");
            }
            else if (entry.Build is { State: BuildState.Waiting })
            {
                await ShowAsync(entry.Build);
            }
        }

        await Console.Out.WriteLineAsync("This is a dry run: nothing is taken from the queue, built or reported.");
    }

    private async Task ShowAsync(Build build)
    {
        foreach (Chroot chroot in build.Chroots)
        {
            DirectoryInfo results = BackendFolder.GetResultsFolder(options.Value.Folder, build, chroot);
            IEnumerable<string> command = [options.Value.Mock, .. MockCommand.GetArguments(build, chroot, results)];
            await Console.Out.WriteLineAsync($"Build {build.Id} of {build.Copr.OwnerId}/{build.Copr.Name} for {chroot}:");
            await Console.Out.WriteLineAsync($"  {string.Join(' ', command.Select(Quote))}");
        }
    }

    /// <summary>Quotes an argument as a shell would need it, so that the command line can be copied.</summary>
    private static string Quote(string argument) =>
        argument.All(static character => char.IsAsciiLetterOrDigit(character) || PlainCharacters.Contains(character))
            ? argument
            : $"'{argument.Replace("'", """'\''""", StringComparison.Ordinal)}'";
}
