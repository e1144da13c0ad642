using System.CommandLine;
using Copr.Contracts.Tool.Printing;

namespace Copr.Contracts.Tool.Commands;

/// <summary>Prints a JSON Schema of the contract, or the names of all.</summary>
internal static class SchemaCommand
{
    public static Command Create(Printer printer)
    {
        var name = new Argument<string?>("NAME")
        {
            HelpName = "NAME",
            Description = "The schema; the names of all by default.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        name.AcceptOnlyFromAmong([.. ContractSchema.All.Select(static schema => schema.Name)]);
        var command = new Command("schema", "Prints a JSON Schema, or the OpenAPI document.") { name };
        command.SetAction(parsed => printer.Output.Write(parsed.GetValue(name) is { } wanted
            ? ContractSchema.Find(wanted)!.ToString()
            : string.Concat(ContractSchema.All.Select(static schema => $"{schema.Name}\n"))));
        return command;
    }
}
