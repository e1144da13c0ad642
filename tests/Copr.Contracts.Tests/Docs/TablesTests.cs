using System.Reflection;
using System.Text.Json;
using Copr.Contracts.Validation;
using Xunit.Sdk;

namespace Copr.Contracts.Tests.Docs;

/// <summary>The tables of rules and fields in the docs, each between two comments. The command below writes them.</summary>
public sealed class TablesTests
{
    private const string Command = "UPDATE_TABLES=1 dotnet test tests/Copr.Contracts.Tests --filter TablesTests";

    /// <summary>Properties whose names are not those of the wire.</summary>
    private static readonly Dictionary<(Type, string), string> Renamed = new()
    {
        [(typeof(Build), "pkgs")] = nameof(Build.Packages),
        [(typeof(CoprProject), "repos")] = nameof(CoprProject.Repositories),
        [(typeof(BuildUpdatesResult), "updated_builds_ids")] = nameof(BuildUpdatesResult.UpdatedBuildIds),
        [(typeof(BuildUpdatesResult), "non_existing_builds_ids")] = nameof(BuildUpdatesResult.NonExistingBuildIds),
        [(typeof(CanceledBuilds), "builds")] = nameof(CanceledBuilds.BuildIds),
    };

    [Fact]
    public void The_index_of_the_rule_pages_lists_every_rule() => CompareOrUpdate(
        "docs/rules/README.md",
        "rules",
        ["| id | name | severity | kind | requirement |", "| --- | --- | --- | --- | --- |"],
        Rules.All.Select(static rule =>
            $"| [{rule.Id}]({rule.Id}.md) | {rule.Name} | {rule.Severity.ToString().ToLowerInvariant()} | {rule.Kind} | {rule.Summary} |"));

    [Theory]
    [InlineData("waiting-builds", "", typeof(WaitingBuilds))]
    [InlineData("waiting-builds", "properties/builds/items", typeof(Build))]
    [InlineData("waiting-builds", "properties/builds/items/properties/copr", typeof(CoprProject))]
    [InlineData("update-builds", "", typeof(BuildUpdates))]
    [InlineData("update-builds", "properties/builds/items", typeof(BuildUpdate))]
    [InlineData("update-builds-result", "", typeof(BuildUpdatesResult))]
    [InlineData("canceled-builds", "", typeof(CanceledBuilds))]
    [InlineData("starting-build", "", typeof(StartBuildRequest))]
    [InlineData("starting-build-result", "", typeof(StartBuildResponse))]
    public void The_table_of_fields_lists_every_member(string schema, string path, Type type)
    {
        using Stream stream = ContractSchema.Find(schema)!.OpenRead();
        using JsonDocument document = JsonDocument.Parse(stream);
        JsonElement definition = path.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Aggregate(document.RootElement, static (element, name) => element.GetProperty(name));

        CompareOrUpdate(
            "docs/fields.md",
            type.Name,
            ["| on the wire | JSON | in .NET | meaning |", "| --- | --- | --- | --- |"],
            definition.GetProperty("properties").EnumerateObject().Select(member =>
                $"| `{member.Name}` | {TypeOf(member.Value)} | `{type.Name}.{PropertyOf(type, member.Name).Name}` | {member.Value.GetProperty("description")} |"));
    }

    private static PropertyInfo PropertyOf(Type type, string member)
    {
        string name = Renamed.GetValueOrDefault((type, member))
            ?? string.Concat(member.Split('_').Select(static word => char.ToUpperInvariant(word[0]) + word[1..]));
        return type.GetProperty(name) ?? throw new XunitException($"{type.Name} has no property {name} for \"{member}\".");
    }

    /// <summary>Returns the JSON types of a member, or its values if the schema names them instead.</summary>
    private static string TypeOf(JsonElement schema) =>
        !schema.TryGetProperty("type", out JsonElement type) ? string.Join(" or ", schema.GetProperty("enum").EnumerateArray().Select(static value => value.GetRawText()))
        : type.ValueKind == JsonValueKind.String ? type.GetString()!
        : string.Join(" or ", type.EnumerateArray());

    private static void CompareOrUpdate(string file, string name, string[] header, IEnumerable<string> rows)
    {
        string begin = $"<!-- {name} -->\n";
        string end = $"<!-- /{name} -->\n";
        string path = Path.Combine(TestFolder.Root, file);
        string text = File.ReadAllText(path);
        int start = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        int stop = text.IndexOf(end, StringComparison.Ordinal);
        (start < begin.Length || stop < start).Should().BeFalse("the table in {0} is between \"{1}\" and \"{2}\"", file, begin, end);

        string updated = text[..start] + string.Concat(header.Concat(rows).Select(static line => line + "\n")) + text[stop..];
        if (Environment.GetEnvironmentVariable("UPDATE_TABLES") == "1")
        {
            File.WriteAllText(path, updated);
        }
        else if (updated != text)
        {
            throw new XunitException($"The table \"{name}\" in {file} is not up to date. To update it, run: {Command}");
        }
    }
}
