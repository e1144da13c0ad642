using System.CommandLine;
using Copr.Contracts.Tool.Checking;
using Copr.Contracts.Tool.Printing;
using Spectre.Console;

namespace Copr.Contracts.Tool.Commands;

/// <summary>Prints the builds of a list as typed values.</summary>
internal static class ExplainCommand
{
    public static Command Create(Printer printer)
    {
        var file = new Argument<string>("FILE") { Description = "A file with a list of waiting builds, or - for the standard input." };
        var command = new Command("explain", "Prints the builds of a list as typed values.") { file };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string name = parsed.GetValue(file)!;
            await using Stream input = name == Source.StandardInput ? Console.OpenStandardInput() : Source.OpenFile(name);
            return await PrintAsync(input, printer, cancellationToken);
        });
        return command;
    }

    private static async Task<int> PrintAsync(Stream input, Printer printer, CancellationToken cancellationToken)
    {
        Table table = new Table().RoundedBorder().ShowRowSeparators()
            .AddColumns("Build", "Copr", "State", "Submitted", "Packages", "Chroots", "Repositories");
        bool isComplete = true;
        try
        {
            var reader = new WaitingBuildsReader(ReadingMode.Lenient, DocumentLimits.OfFiles);
            await foreach (BuildEntry entry in reader.ReadAsync(input, cancellationToken))
            {
                if (entry.IsRejected)
                {
                    isComplete = false;
                    foreach (Violation violation in entry.Violations)
                    {
                        printer.PrintError($"{violation}");
                    }

                    continue;
                }

                Build build = entry.Build;
                table.AddRow(
                    new Text($"{build.Id}"),
                    new Text(printer.Clean($"{build.Copr.Name} ({build.CoprId})")),
                    new Text($"{build.State}"),
                    new Text($"{build.SubmittedOn:u}"),
                    Lines(printer, build.Packages.Select(static package => package.ToString())),
                    Lines(printer, build.Chroots.Select(static chroot => $"{chroot.Release} on {chroot.Architecture}")),
                    Lines(printer, build.Copr.Repositories.Select(static repository => repository.ToString())));
            }
        }
        catch (ContractException exception)
        {
            isComplete = false;
            printer.PrintError(exception.Message);
        }

        printer.PrintTable(table);
        return isComplete ? ExitCode.Conforms : ExitCode.DoesNotConform;
    }

    private static Text Lines(Printer printer, IEnumerable<string> lines) => new(string.Join('\n', lines.Select(printer.Clean)));
}
