using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Copr.Contracts.Tool.Checking;
using Copr.Contracts.Tool.Printing;
using Copr.Contracts.Tool.Reports;

namespace Copr.Contracts.Tool.Commands;

/// <summary>Checks documents against the contract, and reports the line and the rule of each violation.</summary>
internal static class CheckCommand
{
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

    private static readonly Option<bool> LenientOption = new("--lenient")
    {
        Description = "Accept what Copr's own frontend sent over the years.",
    };

    private static readonly Option<int?> LimitOption = new("--limit")
    {
        HelpName = "N",
        CustomParser = static result => int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int limit)
            ? limit
            : Refuse<int?>(result, "--limit", "a whole number of builds"),
        Description = "The maximum of builds, also for a URL; 10 by default.",
    };

    private static readonly Option<string> FailOnOption = new Option<string>("--fail-on")
    {
        HelpName = "LEVEL",
        Description = "What fails: error, warning or info.",
        DefaultValueFactory = static _ => SeverityName.Of(Severity.Error),
    }
    .AcceptOnlyFromAmong(SeverityName.Of(Severity.Error), SeverityName.Of(Severity.Warning), SeverityName.Of(Severity.Info));

    private static readonly Option<string[]> DisableOption = new("--disable")
    {
        HelpName = "RULES",
        Description = "Rules to ignore, such as COPR206,COPR210.",
        AllowMultipleArgumentsPerToken = false,
    };

    private static readonly Option<bool> RequireBuildsOption = new("--require-builds")
    {
        Description = "Fail if no build is listed.",
    };

    private static readonly Option<string> FormatOption = new Option<string>("--format")
    {
        HelpName = "NAME",
        Description = "text, json, sarif, junit or github.",
        DefaultValueFactory = static _ => Report.Text,
    }
    .AcceptOnlyFromAmong([.. Report.Formats.Keys]);

    private static readonly Option<string?> OutputOption = new("--output")
    {
        HelpName = "FILE",
        Description = "A file for the report; the console then shows text.",
    };

    private static readonly Option<bool> RepositoriesOption = new("--repositories")
    {
        Description = "Request the metadata of each repository.",
    };

    private static readonly Option<bool> AllowPrivateOption = new("--allow-private")
    {
        Description = "Also request it from private addresses.",
    };

    private static readonly Option<string[]> HeaderOption = new("--header")
    {
        HelpName = "HEADER",
        Description = "A header for a URL, such as 'X-Token: abc'.",
    };

    private static readonly Option<string?> UserOption = new("--user")
    {
        HelpName = "NAME",
        Description = $"A user; the password is in {Secrets.PasswordVariable}.",
    };

    private static readonly Option<double> TimeoutOption = new("--timeout")
    {
        HelpName = "N",
        CustomParser = static result => double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
            ? seconds
            : Refuse<double>(result, "--timeout", "a number of seconds"),
        Description = "The seconds to wait for a response.",
        DefaultValueFactory = static _ => 30,
    };

    public static Command Create(Printer printer)
    {
        var command = new Command("check", "Checks documents against the contract.")
        {
            SourceArgument,
            ContractOption,
            LenientOption,
            LimitOption,
            FailOnOption,
            DisableOption,
            RequireBuildsOption,
            FormatOption,
            OutputOption,
            RepositoriesOption,
            AllowPrivateOption,
            HeaderOption,
            UserOption,
            TimeoutOption,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, printer, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Printer printer, CancellationToken cancellationToken)
    {
        CheckOptions options = GetOptions(parsed);
        IReadOnlyList<Source> sources = Sources.Resolve(parsed.GetValue(SourceArgument) ?? []);
        OutputFile? output = parsed.GetValue(OutputOption) is { } file ? OutputFile.Find(file, sources) : null;

        using var client = new UrlClient(options);
        var checker = new Checker(options, client, printer, new ProgressBar(isShown: !Console.IsErrorRedirected));
        List<CheckedSource> results = [];
        foreach (Source source in sources)
        {
            results.Add(await checker.CheckAsync(source, cancellationToken));
        }

        printer.PrintReport(results, parsed.GetValue(FormatOption)!, output);
        return results.Exists(static result => result.Failure is not null) ? ExitCode.CouldNotCheck
            : results.Exists(static result => !result.Conforms) ? ExitCode.DoesNotConform
            : ExitCode.Conforms;
    }

    private static CheckOptions GetOptions(ParseResult parsed) => new()
    {
        Contract = parsed.GetValue(ContractOption),
        Mode = parsed.GetValue(LenientOption) ? ReadingMode.Lenient : ReadingMode.Strict,
        Limit = ParseLimit(parsed.GetValue(LimitOption)),
        FailOn = Enum.Parse<Severity>(parsed.GetValue(FailOnOption)!, ignoreCase: true),
        Disabled = ParseRules(parsed.GetValue(DisableOption) ?? []),
        RequiresBuilds = parsed.GetValue(RequireBuildsOption),
        ChecksRepositories = parsed.GetValue(RepositoriesOption),
        AllowsPrivate = parsed.GetValue(AllowPrivateOption),
        Headers = [.. (parsed.GetValue(HeaderOption) ?? []).Select(ParseHeader)],
        Authorization = parsed.GetValue(UserOption) is { } user ? CreateAuthorization(user) : null,
        Timeout = ParseTimeout(parsed.GetValue(TimeoutOption)),
    };

    private static T? Refuse<T>(ArgumentResult result, string option, string expected)
    {
        result.AddError($"{option} {result.Tokens[0].Value}: expected {expected}");
        return default;
    }

    private static int? ParseLimit(int? limit) =>
        limit is null or > 0 ? limit : throw new CouldNotCheckException($"--limit {limit}: expected 1 or more.");

    private static TimeSpan ParseTimeout(double seconds) => seconds is > 0 and <= 86400
        ? TimeSpan.FromSeconds(seconds)
        : throw new CouldNotCheckException(
            string.Create(CultureInfo.InvariantCulture, $"--timeout {seconds}: expected more than 0 seconds, and at most 86400."));

    private static HashSet<Rule> ParseRules(string[] lists)
    {
        const StringSplitOptions Options = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        HashSet<Rule> rules = [.. lists.SelectMany(static list => list.Split(',', Options)).Select(RuleIds.Find)];
        Rule? reading = rules.FirstOrDefault(IsReadingRule);
        return reading is null
            ? rules
            : throw new CouldNotCheckException(
                $"--disable {reading.Id}: {reading} cannot be disabled, because a document that cannot be read cannot be checked.");
    }

    private static bool IsReadingRule(Rule rule) => rule.Id.StartsWith("COPR1", StringComparison.Ordinal) || rule.Id == "COPR502";

    private static (string Name, string Value) ParseHeader(string header)
    {
        int colon = header.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && !header.Any(char.IsControl)
            ? (header[..colon].Trim(), header[(colon + 1)..].Trim())
            : throw new CouldNotCheckException("--header: expected a name and a value in one line, such as 'X-Token: abc'.");
    }

    private static AuthenticationHeaderValue CreateAuthorization(string user) =>
        Environment.GetEnvironmentVariable(Secrets.PasswordVariable) is { Length: > 0 } password
            ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")))
            : throw new CouldNotCheckException($"--user {user}: there is no password; set the environment variable {Secrets.PasswordVariable}.");
}
