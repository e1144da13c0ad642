using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Copr.Contracts.Tasks;
using Copr.Contracts.Tests.Conformance;
using Copr.Contracts.Validation;
using NJsonSchema;
using Xunit.Abstractions;

namespace Copr.Contracts.Tests.Schemas;

public sealed class SchemaTests(ITestOutputHelper output)
{
    private const int Seed = 20121029;

    /// <summary>NJsonSchema throws an exception for integers of more than 64 bits.</summary>
    private static readonly string[] BeyondTheValidator = ["wrong-type-id-2-to-the-63", "wrong-type-id-below-64-bits"];

    private static readonly string[] All =
        [.. ContractSchema.All.Select(static schema => schema.Name).Where(static name => name != "openapi")];

    private static readonly Dictionary<string, JsonSchema> Schemas = All.ToDictionary(static name => name, Load);

    public static TheoryData<string> Names => [.. All];

    /// <summary>The strict cases, without those that are not JSON to the validator.</summary>
    public static TheoryData<string> Cases =>
    [
        .. ConformanceCase.All
            .Where(static item => item.Mode == "strict"
                && !item.Violations.Any(static violation => violation.Rule is "COPR101" or "COPR104" or "COPR108" or "COPR601")
                && !BeyondTheValidator.Contains(item.Id))
            .Select(static item => item.Id),
    ];

    /// <summary>The objects that the schemas describe, with every member that can be written.</summary>
    public static TheoryData<string, string, object> Objects => new()
    {
        { "waiting-builds", "", new WaitingBuilds { Builds = [] } },
        { "waiting-builds", "/properties/builds/items", Samples.Build with { Status = BuildStatus.Failed } },
        { "waiting-builds", "/properties/builds/items/properties/copr", Samples.Copr },
        { "update-builds", "", new BuildUpdates { Builds = [] } },
        {
            "update-builds", "/properties/builds/items",
            new BuildUpdate { Id = 1, StartedOn = Samples.Build.SubmittedOn, Results = "", EndedOn = Samples.Build.SubmittedOn, Status = 0 }
        },
        { "update-builds-result", "", new BuildUpdatesResult { UpdatedBuildIds = [], NonExistingBuildIds = [] } },
        { "starting-build", "", new StartBuildRequest { BuildId = 1, Backend = "" } },
        { "starting-build-result", "", new StartBuildResponse { CanStart = true } },
        { "canceled-builds", "", new CanceledBuilds { BuildIds = [] } },
        { "pending-tasks", "/items", TaskSamples.PendingTask },
        { "build-task", "", TaskSamples.BuildTask },
        { "build-task", "/properties/repos/items", TaskSamples.Repository },
        { "build-task", "/properties/modules", TaskSamples.Modules },
        { "source-task", "", TaskSamples.SourceTask },
        { "source-task", "/properties/repos/items", TaskSamples.Repository },
        { "start-task", "", TaskSamples.StartTaskRequest },
        { "start-task-response", "", new StartTaskResponse { CanStart = true } },
        { "task-updates", "", new TaskUpdates { Builds = [] } },
        { "task-updates", "/properties/builds/items", TaskSamples.TaskUpdate },
        { "task-updates", "/properties/builds/items/properties/results", TaskSamples.Results },
        { "task-updates", "/properties/builds/items/properties/results/properties/packages/items", TaskSamples.Package },
        { "task-updates", "/properties/builds/items/properties/results/properties/architecture_specific_tags/additionalProperties", TaskSamples.Tags },
        { "task-updates-result", "", new TaskUpdatesResult { UpdatedBuildIds = [], NonExistingBuildIds = [] } },
    };

    [Theory]
    [MemberData(nameof(Objects))]
    public void A_schema_has_the_members_that_are_written_in_their_order(string name, string path, object value) =>
        Part(name, path)["properties"]!.AsObject().Select(static member => member.Key)
            .Should().Equal(JsonNode.Parse(value.ToString()!)!.AsObject().Select(static member => member.Key));

    [Theory]
    [MemberData(nameof(Objects))]
    public void A_schema_requires_the_members_without_which_the_reader_rejects_the_object(string name, string path, object value)
    {
        JsonObject written = JsonNode.Parse(value.ToString()!)!.AsObject();
        IEnumerable<string> required = written.Select(static member => member.Key).Where(member =>
        {
            JsonObject without = written.DeepClone().AsObject();
            without.Remove(member);
            return IsRejected(without.ToJsonString(), value.GetType());
        });

        Part(name, path)["required"]!.AsArray().Select(static member => (string)member!).Should().Equal(required);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_examples_of_a_schema_conform_to_it(string name)
    {
        JsonSchema schema = Schemas[name];

        Part(name, "")["examples"]!.AsArray().Should().NotBeEmpty()
            .And.OnlyContain(example => schema.Validate(example!.ToJsonString(), default(SchemaType), null).Count == 0);
    }

    [Fact]
    public void The_ids_of_the_schemas_contain_the_contracts_version() =>
        All.Select(static name => (string)Part(name, "")["$id"]!).Should().Equal(All.Select(static name => $"urn:copr-contracts:1:{name}"));

    [Fact]
    public void The_OpenAPI_document_refers_to_every_schema_of_the_wikis_wire() =>
        All.TakeWhile(static name => name != "pending-tasks").Should().OnlyContain(static name => Text("openapi").Contains($"\"./{name}.schema.json\"", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_schema_and_the_validator_agree_on_a_case_of_the_corpus(string id)
    {
        ConformanceCase item = ConformanceCase.Of(id);

        HashSet<SchemaGap> gaps = [];

        AssertSameVerdict(item.Schema, Encoding.UTF8.GetString(item.Text), item.Validate(), id, gaps);

        gaps.Should().BeEquivalentTo(SchemaGap.All.Where(gap => gap.Rule is not null && gap.Cases.Contains(id)));
    }

    [Fact]
    public void A_schema_and_the_validator_agree_on_thousands_of_lists_except_for_every_known_gap() =>
        Compare("waiting-builds", static mutants => mutants.WaitingBuilds(), static text => ContractValidator.ValidateWaitingBuilds(text))
            .Should().BeEquivalentTo(SchemaGap.All.Where(static gap => gap.Rule is not null));

    [Fact]
    public void A_schema_and_the_validator_agree_on_thousands_of_reports() =>
        Compare("update-builds", static mutants => mutants.UpdateBuilds(), static text => ContractValidator.ValidateBuildUpdates(text))
            .Should().BeEmpty();

    [Theory]
    [InlineData("build-task")]
    [InlineData("source-task")]
    [InlineData("start-task")]
    [InlineData("task-updates")]
    public void A_schema_and_the_validator_agree_on_thousands_of_documents_of_tasks(string name) =>
        Compare(
            name,
            mutants => mutants.Copy(Part(name, "")["examples"]!.AsArray()),
            text => TaskDocument.Of(name).Validate(text, static _ => null))
            .Should().BeEmpty();

    [Fact]
    public void The_docs_list_the_gaps()
    {
        string[] docs = File.ReadAllLines(Path.Combine(TestFolder.Root, "docs", "conformance.md"));

        docs.SkipWhile(static line => line != "## What a JSON Schema cannot express")
            .Where(static line => line.StartsWith("- ", StringComparison.Ordinal))
            .Should().Equal(SchemaGap.All.Select(static exception => $"- {exception.What}"));
    }

    /// <summary>Compares a schema and the validator on mutants, and returns the gaps that occurred.</summary>
    private HashSet<SchemaGap> Compare(string name, Func<Mutants, JsonObject> create, Func<byte[], ValidationReport> validate)
    {
        output.WriteLine($"Seed {Seed}");
        var mutants = new Mutants(Seed);
        HashSet<SchemaGap> gaps = [];
        int valid = 0;
        const int Count = 6000;
        for (int number = 0; number < Count; number++)
        {
            string json = mutants.Mutate(create(mutants)).ToJsonString();
            ValidationReport report = validate(Encoding.UTF8.GetBytes(json));
            valid += AssertSameVerdict(name, json, report, $"seed {Seed}, number {number}", gaps) ? 1 : 0;
        }

        valid.Should().BeInRange(Count / 10, Count * 9 / 10, "both verdicts should be frequent");
        return gaps;
    }

    /// <summary>
    /// Asserts that the schema rejects only documents that break a rule of the kind Schema, and accepts only documents whose broken
    /// rules are gaps. Of COPR603, a schema expresses the form of an id. Returns whether it accepts the document.
    /// </summary>
    private static bool AssertSameVerdict(string name, string json, ValidationReport report, string because, HashSet<SchemaGap> gaps)
    {
        IEnumerable<SchemaGap?> broken =
            [.. report.Violations.Where(static violation => violation.Rule.Kind == RuleKind.Schema).Select(SchemaGap.Of)];

        bool isIdBroken = report.Violations.Any(static violation => violation.Rule.Id == "COPR603");

        var errors = Schemas[name].Validate(json, default(SchemaType), null);

        bool isAccepted = errors.Count == 0;
        (isAccepted ? broken.All(static gap => gap is not null) : broken.Any() || isIdBroken)
            .Should().BeTrue("of {0}: {1}\n{2}\n{3}", because, json, report, string.Join('\n', errors));
        gaps.UnionWith(isAccepted ? broken.OfType<SchemaGap>() : []);
        return isAccepted;
    }

    private static bool IsRejected(string json, Type type)
    {
        try
        {
            JsonSerializer.Deserialize(json, type, CoprJson.StrictOptions);
            return false;
        }
        catch (ContractException)
        {
            return true;
        }
    }

    private static JsonNode Part(string name, string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Aggregate(JsonNode.Parse(Text(name))!, static (node, segment) => node[segment]!);

    private static JsonSchema Load(string name) => JsonSchema.FromJsonAsync(Text(name)).GetAwaiter().GetResult();

    private static string Text(string name) => ContractSchema.Find(name)!.ToString();
}
