using System.CommandLine;
using System.Text.Json.Nodes;
using Copr.Contracts.Tool.Printing;

namespace Copr.Contracts.Tool.Commands;

/// <summary>Prints the example in the schema of a document.</summary>
internal static class ExampleCommand
{
    public static Command Create(Printer printer)
    {
        var name = new Argument<string>("NAME")
        {
            HelpName = "NAME",
            Description = "The document.",
            DefaultValueFactory = static _ => "waiting-builds",
        };
        name.AcceptOnlyFromAmong([.. ContractSchema.All.Select(static schema => schema.Name).Where(static name => name != "openapi")]);
        var command = new Command("example", "Prints an example of a document.") { name };
        command.SetAction(parsed =>
        {
            JsonNode schema = JsonNode.Parse(ContractSchema.Find(parsed.GetValue(name)!)!.ToString())!;
            printer.Output.Write(IndentedJson.Write(writer => schema["examples"]![0]!.WriteTo(writer)) + "\n");
        });
        return command;
    }
}
