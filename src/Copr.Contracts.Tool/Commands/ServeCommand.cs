using System.CommandLine;
using System.Globalization;
using Copr.Contracts.Tool.Checking;
using Copr.Contracts.Tool.Printing;
using Copr.Contracts.Tool.Reports;
using Copr.Contracts.Tool.Serving;

namespace Copr.Contracts.Tool.Commands;

/// <summary>Serves documents as a frontend would, and checks what a backend does with them.</summary>
internal static class ServeCommand
{
    private static readonly Argument<string[]> FileArgument = new("FILE")
    {
        Description = "Lists of builds, or lists of tasks and tasks.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<int> PortOption = new("--port")
    {
        HelpName = "N",
        CustomParser = static result =>
            ushort.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)
                ? port
                : RequestOptions.Refuse<int>(result, "--port", "a number from 0 to 65535"),
        Description = "The port on 127.0.0.1 and localhost; a free one by default.",
    };

    private static readonly Option<double> TimeoutOption =
        CreateSeconds("--timeout", 300, "The seconds after which it ends in any case.");

    private static readonly Option<double> LingerOption =
        CreateSeconds("--linger", 1, "The seconds to wait after the last end.");

    public static Command Create(Printer printer)
    {
        var command = new Command("serve", "Serves documents to a backend, and checks what it does.")
        {
            FileArgument,
            PortOption,
            TimeoutOption,
            LingerOption,
        };
        ReportOptions.AddTo(command, Severity.Warning);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, printer, cancellationToken));
        return command;
    }

    private static Option<double> CreateSeconds(string name, double usual, string description) => new(name)
    {
        HelpName = "N",
        CustomParser = result =>
            double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
            && seconds is > 0 and <= 86400
                ? seconds
                : RequestOptions.Refuse<double>(result, name, "more than 0 seconds, and at most 86400"),
        Description = description,
        DefaultValueFactory = _ => usual,
    };

    private static async Task<int> RunAsync(ParseResult parsed, Printer printer, CancellationToken cancellationToken)
    {
        ReportOptions options = ReportOptions.Get(parsed);
        IReadOnlyList<Source> files = Sources.Resolve(parsed.GetValue(FileArgument)!);
        OutputFile? output = options.FindOutput(files);
        IStandIn standIn = await ServedDocuments.ReadAsync(files, cancellationToken);
        using Server server = Server.Start(parsed.GetValue(PortOption));

        // A report for a machine has the standard output to itself.
        TextWriter first = options.Format == Report.Text || output is not null ? printer.Output : printer.Error;
        await first.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{server.Port}/"));

        var conversation = new Conversation(standIn, options, printer);
        var linger = TimeSpan.FromSeconds(parsed.GetValue(LingerOption));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        end.CancelAfter(TimeSpan.FromSeconds(parsed.GetValue(TimeoutOption)));
        bool isDone = false;
        await server.RunAsync(
            request =>
            {
                Answer answer = conversation.Answer(request);
                if (standIn.IsDone && !isDone)
                {
                    // Once, because a backend goes on asking for builds.
                    isDone = true;
                    end.CancelAfter(linger);
                }

                return (answer, standIn.Headers);
            },
            end.Token);
        cancellationToken.ThrowIfCancellationRequested();
        if (conversation.Requests == 0)
        {
            printer.PrintError("no request for 127.0.0.1 or localhost arrived.");
            return ExitCode.CouldNotCheck;
        }

        IReadOnlyList<CheckedSource> results = await conversation.EndAsync(files, cancellationToken);
        printer.PrintReport(results, options.Format, output);
        return results.All(static result => result.Conforms) ? ExitCode.Conforms : ExitCode.DoesNotConform;
    }
}
