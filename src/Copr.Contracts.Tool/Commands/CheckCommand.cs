using System.CommandLine;
using System.Globalization;
using Copr.Contracts.Tool.Checking;
using Copr.Contracts.Tool.Printing;

namespace Copr.Contracts.Tool.Commands;

/// <summary>Checks documents against the contract, and reports the line and the rule of each violation.</summary>
internal static class CheckCommand
{
    private const string Wiki = "wiki";

    private const string Tasks = "tasks";

    private static readonly Argument<string[]> SourceArgument = new("SOURCE")
    {
        Description = "A file, a pattern such as 'a/**/*.json', a URL, or - for stdin.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string?> ContractOption = new Option<string?>("--contract")
    {
        HelpName = "NAME",
        Description = "The contract, named like its schema; detected by default.",
    }
    .AcceptOnlyFromAmong(ContractName.All);

    private static readonly Option<string> WireOption = new Option<string>("--wire")
    {
        HelpName = "NAME",
        Description = "wiki, or tasks: what Copr speaks today.",
        DefaultValueFactory = static _ => Wiki,
    }
    .AcceptOnlyFromAmong(Wiki, Tasks);

    private static readonly Option<bool> LenientOption = new("--lenient")
    {
        Description = "Accept what Copr's own frontend sent over the years.",
    };

    private static readonly Option<int?> LimitOption = new("--limit")
    {
        HelpName = "N",
        CustomParser = static result => int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int limit)
            ? limit
            : RequestOptions.Refuse<int?>(result, "--limit", "a whole number of builds"),
        Description = "At most N builds, 10 by default; or N tasks.",
    };

    private static readonly Option<bool> RequireBuildsOption = new("--require-builds")
    {
        Description = "Fail if no build is listed.",
    };

    private static readonly Option<bool> RepositoriesOption = new("--repositories")
    {
        Description = "Request the metadata of each repository.",
    };

    private static readonly Option<bool> AllowPrivateOption = new("--allow-private")
    {
        Description = "Also request it from private addresses.",
    };

    public static Command Create(Printer printer, Stream input)
    {
        var command = new Command("check", "Checks documents against the contract.")
        {
            SourceArgument,
            ContractOption,
            WireOption,
            LenientOption,
            LimitOption,
            RequireBuildsOption,
            RepositoriesOption,
            AllowPrivateOption,
        };
        ReportOptions.AddTo(command, Severity.Error);
        RequestOptions.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, printer, input, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Printer printer, Stream input, CancellationToken cancellationToken)
    {
        ReportOptions report = ReportOptions.Get(parsed);
        CheckOptions options = GetOptions(parsed, report);
        IReadOnlyList<Source> sources = Sources.Resolve(parsed.GetValue(SourceArgument) ?? []);
        OutputFile? output = report.FindOutput(sources);

        using var opener = new SourceOpener(options, input);
        var progress = new ProgressBar(isShown: !Console.IsErrorRedirected);
        var checker = new Checker(options, opener, printer, progress);
        var taskChecker = new TaskListChecker(options, opener, printer, progress);
        List<CheckedSource> results = [];
        foreach (Source source in sources)
        {
            Endpoint? endpoint = options.Contract is null && Source.IsUrl(source.Name)
                ? Endpoint.Find(source.Name, options)
                : null;
            results.AddRange(endpoint is { IsOfTasks: true, Contract: { } contract }
                ? await taskChecker.CheckAsync(source, contract, cancellationToken)
                : [await checker.CheckAsync(source, cancellationToken)]);
        }

        printer.PrintReport(results, report.Format, output);
        return results.Exists(static result => result.Failure is not null) ? ExitCode.CouldNotCheck
            : results.Exists(static result => !result.Conforms) ? ExitCode.DoesNotConform
            : ExitCode.Conforms;
    }

    private static CheckOptions GetOptions(ParseResult parsed, ReportOptions report) => RequestOptions.Get(parsed) with
    {
        Contract = parsed.GetValue(ContractOption),
        IsOfTasks = parsed.GetValue(WireOption) == Tasks,
        Mode = parsed.GetValue(LenientOption) ? ReadingMode.Lenient : ReadingMode.Strict,
        Limit = ParseLimit(parsed.GetValue(LimitOption)),
        FailOn = report.FailOn,
        Disabled = report.Disabled,
        RequiresBuilds = parsed.GetValue(RequireBuildsOption),
        ChecksRepositories = parsed.GetValue(RepositoriesOption),
        AllowsPrivate = parsed.GetValue(AllowPrivateOption),
    };

    private static int? ParseLimit(int? limit) =>
        limit is null or > 0 ? limit : throw new CouldNotCheckException($"--limit {limit}: expected 1 or more.");
}
