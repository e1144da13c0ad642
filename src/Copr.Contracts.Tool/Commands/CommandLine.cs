using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Copr.Contracts.Tool.Printing;

namespace Copr.Contracts.Tool.Commands;

/// <summary>Parses the arguments and runs a command.</summary>
internal static class CommandLine
{
    // An argument that begins with @ is a name, as Copr's groups have it. The content of a file is never an argument.
    private static readonly ParserConfiguration Configuration = new() { ResponseFileTokenReplacer = null };

    [SuppressMessage("Design", "CA1031", Justification = "Any error is one line and an exit code.")]
    public static async Task<int> RunAsync(string[] args, Stream input, Stream output, Stream error)
    {
        var printer = new Printer(Secrets.Of(args), output, error);
        try
        {
            return await RunAsync(CreateRoot(printer, input).Parse(args.Length == 0 ? ["--help"] : args, Configuration), printer);
        }
        catch (OperationCanceledException)
        {
            printer.PrintError("stopped before the end.");
        }
        catch (Exception exception)
        {
            printer.PrintError(exception.Message);
        }

        return ExitCode.CouldNotCheck;
    }

    private static RootCommand CreateRoot(Printer printer, Stream input)
    {
        var root = new RootCommand("Checks that a frontend or a backend of Copr keeps the contract between them.")
        {
            CheckCommand.Create(printer, input),
            ServeCommand.Create(printer),
            RulesCommand.Create(printer),
            SchemaCommand.Create(printer),
            ExampleCommand.Create(printer),
            ExplainCommand.Create(printer, input),
            CompletionCommand.Create(printer),
        };
        ExampleHelp.AddTo(root);
        return root;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Printer printer)
    {
        if (parsed.Tokens is [{ Type: TokenType.Directive } directive, ..])
        {
            return await SuggestAsync(parsed, directive.Value, printer);
        }

        if (FindProblem(parsed) is { } problem)
        {
            printer.PrintError($"{problem} See copr-contracts --help.");
            return ExitCode.CouldNotCheck;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            Output = printer.Output,
            Error = printer.Error,
        });
    }

    /// <summary>Prints the suggestions that begin with the word at the position. The parser also suggests those that contain it.</summary>
    private static async Task<int> SuggestAsync(ParseResult parsed, string directive, Printer printer)
    {
        using var suggestions = new StringWriter();
        int exitCode = await parsed.InvokeAsync(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            Output = suggestions,
            Error = TextWriter.Null,
        });
        string line = parsed.Tokens.Count > 1 ? parsed.Tokens[1].Value : "";
        string digits = directive.Trim('[', ']').Split(':')[^1];
        int position = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int end)
            ? Math.Min(end, line.Length)
            : line.Length;
        string word = line[..position].Split(' ')[^1];
        foreach (string suggestion in suggestions.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)
            .Where(suggestion => suggestion.StartsWith(word, StringComparison.Ordinal)))
        {
            await printer.Output.WriteLineAsync(printer.Clean(suggestion));
        }

        return exitCode;
    }

    private static string? FindProblem(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        return FindUnknownOption(parsed) is { } option
                ? $"There is no option {option}{NearestTo(option, command.Options.Select(static known => known.Name))}."
            : command.Subcommands.Count > 0 && parsed.UnmatchedTokens is [var name, ..]
                ? $"There is no command {name}{NearestTo(name, command.Subcommands.Select(static known => known.Name))}."
            : parsed.Errors.Count > 0 ? parsed.Errors[0].Message.ReplaceLineEndings("").Replace('\t', ' ').TrimEnd('.') + "."
            : null;
    }

    private static string NearestTo(string name, IEnumerable<string> known)
    {
        string nearest = known.MinBy(candidate => Distance(name, candidate))!;
        return Distance(name, nearest) <= Math.Max(2, nearest.Length / 3) ? $"; the nearest is {nearest}" : "";
    }

    /// <summary>The number of characters to insert, delete or replace.</summary>
    private static int Distance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 0; i < Math.Min(from.Length, to.Length * 2); i++)
        {
            int diagonal = row[0]++;
            for (int j = 0; j < to.Length; j++)
            {
                int next = Math.Min(Math.Min(row[j], row[j + 1]) + 1, diagonal + (from[i] == to[j] ? 0 : 1));
                (diagonal, row[j + 1]) = (row[j + 1], next);
            }
        }

        return row[^1];
    }

    /// <summary>
    /// Finds an argument that looks like an option. It is no file: a mistyped option must not be ignored, nor its value be printed. A file
    /// with such a name is given after --, or as ./-name.
    /// </summary>
    private static string? FindUnknownOption(ParseResult parsed)
    {
        HashSet<string> arguments =
        [
            .. parsed.CommandResult.Children.OfType<ArgumentResult>()
                .SelectMany(static result => result.Tokens).Select(static token => token.Value),
            .. parsed.UnmatchedTokens,
        ];
        return parsed.Tokens.TakeWhile(static token => token.Type != TokenType.DoubleDash)
            .FirstOrDefault(token => token.Value is ['-', _, ..] && arguments.Contains(token.Value))?.Value.Split('=', ':')[0];
    }
}
