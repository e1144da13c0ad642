using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Copr.Contracts.Tool.Commands;

/// <summary>The help of a command, and then its examples.</summary>
internal sealed class ExampleHelp(HelpAction help) : SynchronousCommandLineAction
{
    private const string OfProgram = """
        Examples:
          copr-contracts check waiting.json
          copr-contracts check http://localhost:5000/ --format github
          curl -s http://localhost:5000/waiting_builds/ | copr-contracts check -
          copr-contracts serve waiting.json --port 8765
          copr-contracts rules COPR201

        """;

    private const string OfCheck = """
        Exit code: 0 if all conform, 1 if one does not, 2 if one could not be checked.
        Limits: 256 MiB of a response, 4 MiB of a build or a single document, 64 deep.

        Examples:
          copr-contracts check waiting.json --fail-on warning
          copr-contracts check 'captures/**/*.json' --format sarif --output report.sarif
          copr-contracts check http://localhost:5000/ --require-builds --repositories

        """;

    private const string OfServe = """
        Exit code: 0 if the backend conforms, 1 if not, 2 if it sent no request.

        Examples:
          copr-contracts serve waiting.json --port 8765 --timeout 60
          copr-contracts serve pending-tasks.json task.json --format github

        """;

    /// <summary>Adds the examples to the help of all commands.</summary>
    public static void AddTo(RootCommand root)
    {
        HelpOption option = root.Options.OfType<HelpOption>().Single();
        option.Action = new ExampleHelp((HelpAction)option.Action!);
    }

    /// <summary>Help is shown even if a command lacks an argument that it needs.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int exitCode = help.Invoke(parseResult);
        string? examples = parseResult.CommandResult.Command switch
        {
            RootCommand => OfProgram,
            { Name: "check" } => OfCheck,
            { Name: "serve" } => OfServe,
            _ => null,
        };
        parseResult.InvocationConfiguration.Output.Write(examples?.ReplaceLineEndings("\n"));
        return exitCode;
    }
}
