using System.CommandLine;

namespace Copr.Contracts.Tool.Commands;

/// <summary>Prints a JSON Schema of the contract, or their names.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var name = new Argument<string?>("NAME") { Description = "Which one; their names where none is given.", Arity = ArgumentArity.ZeroOrOne };
        name.AcceptOnlyFromAmong([.. ContractSchemas.All.Select(static schema => schema.Name)]);
        var command = new Command("schema", "Prints a JSON Schema of the contract, or its OpenAPI document.") { name };
        command.SetAction(parsed =>
        {
            string? wanted = parsed.GetValue(name);
            Console.Out.Write(wanted is null
                ? string.Concat(ContractSchemas.All.Select(static schema => $"{schema.Name}\n"))
                : ContractSchemas.All.Single(schema => schema.Name == wanted).ToString());
        });
        return command;
    }
}
