using System.CommandLine;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Copr.Contracts.Tool.Checking;
using Copr.Contracts.Tool.Reports;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tool.Commands;

/// <summary>Checks documents, and says in which line which rule is broken.</summary>
internal static class CheckCommand
{
    private const string PasswordVariable = "COPR_CONTRACTS_PASSWORD";

    private static readonly Argument<string[]> Given = new("SOURCE") { Description = "A file, a pattern such as 'samples/**/*.json', - for the standard input, or a URL of a frontend or its endpoint.", Arity = ArgumentArity.ZeroOrMore };

    private static readonly Option<string?> Contract = new Option<string?>("--contract") { Description = "Which document it has to be; told from the document where not given." }
        .AcceptOnlyFromAmong(ContractName.WaitingBuilds, ContractName.UpdateBuilds);

    private static readonly Option<bool> Lenient = new("--lenient") { Description = "Take what Copr's own frontend sent over the years." };

    private static readonly Option<int?> Limit = new("--limit") { Description = "How many builds a list may hold, and a URL is asked for; 10 where not given." };

    private static readonly Option<string> FailOn = new Option<string>("--fail-on") { Description = "The least that fails.", DefaultValueFactory = static _ => "error" }
        .AcceptOnlyFromAmong("error", "warning", "info");

    private static readonly Option<string[]> Disable = new("--disable") { Description = "Rules to leave out, such as COPR206,COPR210.", AllowMultipleArgumentsPerToken = false };

    private static readonly Option<bool> RequireBuilds = new("--require-builds") { Description = "Fail where no build is listed." };

    private static readonly Option<string> Format = new Option<string>("--format") { Description = "How to report.", DefaultValueFactory = static _ => Report.Text }
        .AcceptOnlyFromAmong([.. Report.Formats.Keys]);

    private static readonly Option<string?> Output = new("--output") { Description = "Write the report to a file, and text to the console." };

    private static readonly Option<bool> Repositories = new("--repositories") { Description = "Ask each repository for its metadata (COPR401, COPR402)." };

    private static readonly Option<bool> AllowPrivate = new("--allow-private") { Description = "Ask repositories at loopback and private addresses too." };

    private static readonly Option<string[]> Header = new("--header") { Description = "A header for a URL, such as 'X-Token: abc'." };

    private static readonly Option<string?> User = new("--user") { Description = $"The user for a URL; the password is taken from {PasswordVariable}." };

    private static readonly Option<double> Timeout = new("--timeout") { Description = "Seconds to wait for a URL.", DefaultValueFactory = static _ => 30 };

    public static Command Create()
    {
        var command = new Command("check", """
            Checks documents against the contract.

            Exit code: 0 all conform, 1 one does not, 2 one could not be checked.

            Examples:
              copr-contracts check waiting.json --fail-on warning
              copr-contracts check 'captures/**/*.json' --format sarif --output report.sarif
              copr-contracts check https://copr.example.org/backend/ --require-builds --repositories
            """)
        {
            Given, Contract, Lenient, Limit, FailOn, Disable, RequireBuilds, Format, Output, Repositories, AllowPrivate, Header, User, Timeout,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        CheckOptions options = Options(parsed);
        IReadOnlyList<Source> sources = Sources.Resolve(parsed.GetValue(Given) ?? []);

        // What was given for one server must not follow a redirect to another.
        bool isGivenMore = options.Headers.Count > 0 || options.Authorization is not null;
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = !isGivenMore };
        using var http = new HttpClient(handler) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("copr-contracts", Report.Version));
        var checker = new Checker(options, http, new Progress(isShown: !Console.IsErrorRedirected));
        List<CheckedSource> results = [];
        foreach (Source source in sources)
        {
            results.Add(await checker.CheckAsync(source, cancellationToken));
        }

        Write(results, parsed.GetValue(Format)!, parsed.GetValue(Output));
        foreach (CheckedSource failed in results.Where(static result => result.Failure is not null))
        {
            await Console.Error.WriteLineAsync($"copr-contracts: {failed.Failure}");
        }

        return results.Exists(static result => result.Failure is not null) ? ExitCode.CouldNotCheck
            : results.Exists(static result => !result.Conforms) ? ExitCode.DoesNotConform
            : ExitCode.Conforms;
    }

    private static void Write(List<CheckedSource> results, string format, string? file)
    {
        // Machines read bytes: no mark at the beginning, whatever the console's encoding.
        using var console = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        if (file is not null)
        {
            using var output = new StreamWriter(file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
            Report.Formats[format](output, results);
        }

        if (file is not null || format == Report.Text)
        {
            new TextReport(usesColor: !Console.IsOutputRedirected && Spectre.Console.AnsiConsole.Profile.Capabilities.ColorSystem != Spectre.Console.ColorSystem.NoColors).Write(console, results);
        }
        else
        {
            Report.Formats[format](console, results);
        }
    }

    private static CheckOptions Options(ParseResult parsed)
    {
        int? limit = parsed.GetValue(Limit);
        double timeout = parsed.GetValue(Timeout);
        return new CheckOptions
        {
            Contract = parsed.GetValue(Contract),
            IsLenient = parsed.GetValue(Lenient),
            Limit = limit is null or > 0 ? limit : throw new CouldNotCheckException($"--limit {limit}: expected 1 or more."),
            FailOn = Enum.Parse<Severity>(parsed.GetValue(FailOn)!, ignoreCase: true),
            Disabled = Rules(parsed.GetValue(Disable) ?? []),
            RequiresBuilds = parsed.GetValue(RequireBuilds),
            AsksRepositories = parsed.GetValue(Repositories),
            AllowsPrivate = parsed.GetValue(AllowPrivate),
            Headers = [.. (parsed.GetValue(Header) ?? []).Select(Pair)],
            Authorization = parsed.GetValue(User) is { } user ? Authorization(user) : null,
            Timeout = timeout is > 0 and <= 86400 ? TimeSpan.FromSeconds(timeout) : throw new CouldNotCheckException(string.Create(CultureInfo.InvariantCulture, $"--timeout {timeout}: expected more than 0 seconds, and at most 86400.")),
        };
    }

    private static HashSet<Rule> Rules(string[] lists)
    {
        Rule[] rules = [.. lists.SelectMany(static list => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Select(RuleIds.Find)];
        Rule? reading = Array.Find(rules, static rule => rule.Id.StartsWith("COPR1", StringComparison.Ordinal) || rule == Validation.Rules.BadStatus);
        return reading is null ? [.. rules] : throw new CouldNotCheckException($"--disable {reading.Id}: what cannot be read cannot be checked, so {reading} cannot be left out.");
    }

    private static (string Name, string Value) Pair(string header)
    {
        int colon = header.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? (header[..colon].Trim(), header[(colon + 1)..].Trim()) : throw new CouldNotCheckException($"--header {header}: expected a name and a value, such as 'X-Token: abc'.");
    }

    private static AuthenticationHeaderValue Authorization(string user) =>
        Environment.GetEnvironmentVariable(PasswordVariable) is { Length: > 0 } password
            ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")))
            : throw new CouldNotCheckException($"--user {user}: there is no password; set the environment variable {PasswordVariable}.");
}
