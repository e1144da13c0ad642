using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Copr.Contracts.Tool.Commands;

/// <summary>Prints an example of a document, as its schema has it.</summary>
internal static class ExampleCommand
{
    public static Command Create()
    {
        ContractSchema[] schemas = [.. ContractSchemas.All.Where(static schema => schema != ContractSchemas.OpenApi)];
        var name = new Argument<string>("NAME") { Description = "Of what.", DefaultValueFactory = static _ => ContractSchemas.WaitingBuilds.Name };
        name.AcceptOnlyFromAmong([.. schemas.Select(static schema => schema.Name)]);
        var command = new Command("example", "Prints an example of a document that keeps the contract.") { name };
        command.SetAction(parsed =>
        {
            ContractSchema schema = schemas.Single(schema => schema.Name == parsed.GetValue(name));
            Console.Out.Write(Indented(JsonNode.Parse(schema.ToString())!["examples"]![0]!));
        });
        return command;
    }

    private static string Indented(JsonNode node)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            node.WriteTo(writer);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }
}
