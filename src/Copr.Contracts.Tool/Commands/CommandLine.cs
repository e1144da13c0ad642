using System.CommandLine;

namespace Copr.Contracts.Tool.Commands;

/// <summary>Parses the arguments and runs a command.</summary>
internal static class CommandLine
{
    // An argument that begins with @ is a name, as Copr's groups have it. The content of a file is never an argument.
    private static readonly ParserConfiguration Configuration = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("""
            Checks that a frontend or a backend of a Copr build system keeps the contract between them.

            Examples:
              copr-contracts check waiting.json
              copr-contracts check http://localhost:5000/ --format github
              curl -s http://localhost:5000/waiting_builds/ | copr-contracts check -
              copr-contracts rules COPR201
              copr-contracts schema waiting-builds > waiting-builds.schema.json
            """)
        {
            CheckCommand.Create(),
            RulesCommand.Create(),
            SchemaCommand.Create(),
            ExampleCommand.Create(),
            ExplainCommand.Create(),
            CompletionCommand.Create(),
        };
        ParseResult parsed = root.Parse(args, Configuration);
        if (parsed.Errors.Count > 0)
        {
            foreach (System.CommandLine.Parsing.ParseError error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync($"copr-contracts: {error.Message}");
            }

            await Console.Error.WriteLineAsync("See copr-contracts --help.");
            return ExitCode.CouldNotCheck;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("copr-contracts: stopped before the end.");
            return ExitCode.CouldNotCheck;
        }
        catch (Exception exception) when (exception is CouldNotCheckException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"copr-contracts: {exception.Message}");
            return ExitCode.CouldNotCheck;
        }
    }
}
