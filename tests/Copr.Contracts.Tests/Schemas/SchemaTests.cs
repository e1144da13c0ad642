using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
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

    private static readonly JsonSchema OfWaitingBuilds = Load("waiting-builds");

    private static readonly JsonSchema OfUpdateBuilds = Load("update-builds");

    private static readonly string[] All =
        [.. ContractSchema.All.Select(static schema => schema.Name).Where(static name => name != "openapi")];

    public static TheoryData<string> Names => [.. All];

    /// <summary>The strict cases, without those that are not JSON to the validator.</summary>
    public static TheoryData<string> Cases =>
    [
        .. ConformanceCase.All
            .Where(static item => item.Mode == "strict"
                && !item.Violations.Any(static violation => violation.Rule is "COPR101" or "COPR104" or "COPR108")
                && !BeyondTheValidator.Contains(item.Id))
            .Select(static item => item.Id),
    ];

    /// <summary>The objects that the schemas describe, with every member that can be written.</summary>
    public static TheoryData<string, string, object> Objects => new()
    {
        { "waiting-builds", "", new WaitingBuilds { Builds = [] } },
        { "waiting-builds", "/$defs/build", Samples.Build with { Status = BuildStatus.Failed } },
        { "waiting-builds", "/$defs/build/properties/copr", Samples.Copr },
        { "update-builds", "", new BuildUpdates { Builds = [] } },
        {
            "update-builds", "/$defs/update",
            new BuildUpdate { Id = 1, StartedOn = Samples.Build.SubmittedOn, Results = "", EndedOn = Samples.Build.SubmittedOn, Status = 0 }
        },
        { "update-builds-result", "", new BuildUpdatesResult { UpdatedBuildIds = [], NonExistingBuildIds = [] } },
        { "starting-build", "", new StartBuildRequest { BuildId = 1, Backend = "" } },
        { "starting-build-result", "", new StartBuildResponse { CanStart = true } },
        { "canceled-builds", "", new CanceledBuilds { BuildIds = [] } },
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
        JsonSchema schema = Load(name);

        Part(name, "")["examples"]!.AsArray().Should().NotBeEmpty()
            .And.OnlyContain(example => schema.Validate(example!.ToJsonString(), default(SchemaType), null).Count == 0);
    }

    [Fact]
    public void The_ids_of_the_schemas_contain_the_contracts_version() =>
        All.Select(static name => (string)Part(name, "")["$id"]!).Should().Equal(All.Select(static name => $"urn:copr-contracts:1:{name}"));

    [Fact]
    public void The_OpenAPI_document_refers_to_every_schema() =>
        All.Should().OnlyContain(static name => Text("openapi").Contains($"\"./{name}.schema.json\"", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_schema_and_the_validator_agree_on_a_case_of_the_corpus(string id)
    {
        ConformanceCase item = ConformanceCase.Of(id);

        AssertSameVerdict(Encoding.UTF8.GetString(item.Text), item.Document == "update_builds", id);
    }

    [Fact]
    public void A_schema_and_the_validator_agree_on_thousands_of_lists() =>
        AssertSameVerdicts(static mutants => mutants.WaitingBuilds(), isReport: false);

    [Fact]
    public void A_schema_and_the_validator_agree_on_thousands_of_reports() =>
        AssertSameVerdicts(static mutants => mutants.UpdateBuilds(), isReport: true);

    private void AssertSameVerdicts(Func<Mutants, JsonObject> create, bool isReport)
    {
        output.WriteLine($"Seed {Seed}");
        var mutants = new Mutants(Seed);
        int valid = 0;
        const int Count = 4000;
        for (int number = 0; number < Count; number++)
        {
            valid += AssertSameVerdict(mutants.Mutate(create(mutants)).ToJsonString(), isReport, $"seed {Seed}, number {number}") ? 1 : 0;
        }

        valid.Should().BeInRange(Count / 10, Count * 9 / 10, "both verdicts should be frequent");
    }

    /// <summary>Asserts that the schema and the validator agree, and returns whether the document conforms.</summary>
    private static bool AssertSameVerdict(string json, bool isReport, string because)
    {
        byte[] text = Encoding.UTF8.GetBytes(json);
        ValidationReport report = isReport ? ContractValidator.ValidateBuildUpdates(text) : ContractValidator.ValidateWaitingBuilds(text);
        bool conforms = report.Violations.All(static violation => violation.Rule.Kind != RuleKind.Schema);

        var errors = (isReport ? OfUpdateBuilds : OfWaitingBuilds).Validate(json, default(SchemaType), null);

        (errors.Count == 0).Should().Be(conforms, "of {0}: {1}\n{2}\n{3}", because, json, report, string.Join('\n', errors));
        return conforms;
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
