#:package NJsonSchema@11.6.2
// NJsonSchema, with the regular expressions of .NET. Writes the ids of the documents that it accepts.
using System.Text.Json.Nodes;
using NJsonSchema;

(string folder, string work) = (args[0], args[1]);
Dictionary<string, JsonSchema> validators = [];
foreach (string path in Directory.GetFiles(folder, "*.schema.json"))
{
    validators[Path.GetFileName(path).Replace(".schema.json", "")] = await JsonSchema.FromFileAsync(path);
}

JsonArray cases = JsonNode.Parse(File.ReadAllText($"{work}/cases.json"))!.AsArray();
string[] accepted = [.. cases.Where(Accepts).Select(item => (string)item!["id"]!)];
File.WriteAllText($"{work}/NJsonSchema (.NET).verdicts", new JsonArray([.. accepted.Select(id => JsonValue.Create(id))]).ToJsonString());

bool Accepts(JsonNode? item)
{
    try
    {
        return validators[(string)item!["schema"]!].Validate((string)item["text"]!, default(SchemaType), null).Count == 0;
    }
    catch (InvalidCastException)
    {
        // An integer of more than 64 bits.
        return false;
    }
}
