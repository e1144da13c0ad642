using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using Copr.Contracts.Tool.Printing;

namespace Copr.Contracts.Tool.Commands;

/// <summary>Parses the arguments and runs a command.</summary>
internal static class CommandLine
{
    // An argument that begins with @ is a name, as Copr's groups have it. The content of a file is never an argument.
    private static readonly ParserConfiguration Configuration = new() { ResponseFileTokenReplacer = null };

    [SuppressMessage("Design", "CA1031", Justification = "Any error is one line and an exit code.")]
    public static async Task<int> RunAsync(string[] args)
    {
        var printer = new Printer(Secrets.Of(args));
        try
        {
            return await RunAsync(CreateRoot(printer).Parse(args, Configuration), printer);
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

    private static RootCommand CreateRoot(Printer printer) => new("""
        Checks that a frontend or a backend of a Copr build system keeps the contract between them.

        Examples:
          copr-contracts check waiting.json
          copr-contracts check http://localhost:5000/ --format github
          curl -s http://localhost:5000/waiting_builds/ | copr-contracts check -
          copr-contracts rules COPR201
          copr-contracts schema waiting-builds > waiting-builds.schema.json
        """)
    {
        CheckCommand.Create(printer),
        RulesCommand.Create(printer),
        SchemaCommand.Create(printer),
        ExampleCommand.Create(printer),
        ExplainCommand.Create(printer),
        CompletionCommand.Create(printer),
    };

    private static async Task<int> RunAsync(ParseResult parsed, Printer printer)
    {
        string? problem = FindUnknownOption(parsed) is { } unknown ? $"There is no option {unknown}."
            : parsed.Errors.Count > 0 ? parsed.Errors[0].Message.ReplaceLineEndings("").Replace('\t', ' ') + "."
            : null;
        if (problem is not null)
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

    /// <summary>
    /// Finds an argument that looks like an option. It is no file: a mistyped option must not be ignored, nor its value be printed. A file
    /// with such a name is given after --, or as ./-name.
    /// </summary>
    private static string? FindUnknownOption(ParseResult parsed)
    {
        HashSet<string> arguments =
        [
            .. parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(static result => result.Tokens).Select(static token => token.Value),
            .. parsed.UnmatchedTokens,
        ];
        return parsed.Tokens.TakeWhile(static token => token.Type != TokenType.DoubleDash)
            .FirstOrDefault(token => token.Value is ['-', _, ..] && arguments.Contains(token.Value))?.Value.Split('=', ':')[0];
    }
}
