using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Copr.Contracts.Json;
using Copr.Contracts.Tests.Conformance;
using Copr.Contracts.Validation;
using NJsonSchema;
using Xunit.Abstractions;

namespace Copr.Contracts.Tests.Schemas;

public sealed class SchemaTests(ITestOutputHelper output)
{
    private const int Seed = 20121029;

    /// <summary>NJsonSchema throws at integers of more than 64 bits.</summary>
    private static readonly string[] BeyondTheValidator = ["wrong-type-id-2-to-the-63", "wrong-type-id-below-64-bits"];

    private static readonly JsonSchema OfWaitingBuilds = Load(ContractSchemas.WaitingBuilds);

    private static readonly JsonSchema OfUpdateBuilds = Load(ContractSchemas.UpdateBuilds);

    private static readonly string[] All = [.. ContractSchemas.All.Where(static schema => schema != ContractSchemas.OpenApi).Select(static schema => schema.Name)];

    public static TheoryData<string> Names => [.. All];

    /// <summary>What is no JSON to the contract is no document to a schema.</summary>
    public static TheoryData<string> Cases =>
    [
        .. ConformanceCase.All
            .Where(static item => item.Mode == "strict" && !item.Violations.Any(static violation => violation.Rule is "COPR101" or "COPR104" or "COPR108") && !BeyondTheValidator.Contains(item.Id))
            .Select(static item => item.Id),
    ];

    public static TheoryData<string, string, object> Objects => new()
    {
        { "waiting-builds", "", new WaitingBuilds { Builds = [] } },
        { "waiting-builds", "/$defs/build", Samples.Build },
        { "waiting-builds", "/$defs/build/properties/copr", Samples.Build.Copr },
        { "update-builds", "", new BuildUpdates { Builds = [] } },
        { "update-builds", "/$defs/update", new BuildUpdate { Id = 1, StartedOn = DateTimeOffset.UnixEpoch, Results = "", EndedOn = DateTimeOffset.UnixEpoch, Status = BuildStatus.Failed } },
        { "update-builds-result", "", new BuildUpdatesResult { UpdatedBuildIds = [], NonExistingBuildIds = [] } },
        { "starting-build", "", new StartingBuild { BuildId = 1, Backend = "" } },
        { "starting-build-result", "", new StartingBuildResult { CanStart = true } },
        { "canceled-builds", "", new CanceledBuilds { BuildIds = [] } },
    };

    [Theory]
    [MemberData(nameof(Objects))]
    public void The_members_of_a_schema_are_those_that_are_written_in_their_order(string name, string path, object value)
    {
        JsonNode schema = Part(name, path);

        schema["properties"]!.AsObject().Select(static member => member.Key).Should().Equal(JsonNode.Parse(value.ToString()!)!.AsObject().Select(static member => member.Key));
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void The_members_that_a_schema_requires_are_those_without_which_nothing_is_read(string name, string path, object value)
    {
        JsonObject written = JsonNode.Parse(value.ToString()!)!.AsObject();
        IEnumerable<string> required = written.Select(static member => member.Key).Where(member =>
        {
            JsonObject without = written.DeepClone().AsObject();
            without.Remove(member);
            Action read = () => JsonSerializer.Deserialize(without.ToJsonString(), value.GetType(), CoprJson.Strict);
            return Throws(read);
        });

        Part(name, path)["required"]!.AsArray().Select(static member => (string)member!).Should().Equal(required);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_examples_keep_it(string name)
    {
        JsonSchema schema = Load(Of(name));

        Part(name, "")["examples"]!.AsArray().Should().NotBeEmpty().And.OnlyContain(example => schema.Validate(example!.ToJsonString(), default(SchemaType), null).Count == 0);
    }

    [Fact]
    public void The_schemas_have_ids_with_the_contracts_version() =>
        All.Select(static name => (string)Part(name, "")["$id"]!).Should().Equal(All.Select(static name => $"urn:copr-contracts:1:{name}"));

    [Fact]
    public void The_OpenAPI_document_refers_to_every_schema() =>
        All.Should().OnlyContain(static name => ContractSchemas.OpenApi.ToString().Contains($"\"./{name}.schema.json\"", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_of_the_corpus_has_the_same_verdict(string id)
    {
        ConformanceCase item = ConformanceCase.Of(id);

        AssertSameVerdict(Encoding.UTF8.GetString(item.Text), item.Document == "update_builds", id);
    }

    [Fact]
    public void Thousands_of_lists_and_mutants_of_them_have_the_same_verdict() => AssertSameVerdicts(static mutants => mutants.WaitingBuilds(), isReport: false);

    [Fact]
    public void Thousands_of_reports_and_mutants_of_them_have_the_same_verdict() => AssertSameVerdicts(static mutants => mutants.UpdateBuilds(), isReport: true);

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

        valid.Should().BeInRange(Count / 10, Count * 9 / 10, "both verdicts should be well tried");
    }

    /// <summary>Whether the document keeps the schema, which the reader has to say too.</summary>
    private static bool AssertSameVerdict(string json, bool isReport, string because)
    {
        byte[] text = Encoding.UTF8.GetBytes(json);
        ValidationReport report = isReport ? ContractValidator.ValidateUpdates(text) : ContractValidator.Validate(text);
        bool isKept = report.Violations.All(static violation => violation.Rule.Kind != RuleKind.Schema);

        var errors = (isReport ? OfUpdateBuilds : OfWaitingBuilds).Validate(json, default(SchemaType), null);

        (errors.Count == 0).Should().Be(isKept, "of {0}: {1}\n{2}\n{3}", because, json, report, string.Join('\n', errors));
        return isKept;
    }

    private static bool Throws(Action read)
    {
        try
        {
            read();
            return false;
        }
        catch (ContractException)
        {
            return true;
        }
    }

    private static JsonNode Part(string name, string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(JsonNode.Parse(Of(name).ToString())!, static (node, segment) => node[segment]!);

    private static JsonSchema Load(ContractSchema schema) => JsonSchema.FromJsonAsync(schema.ToString()).GetAwaiter().GetResult();

    private static ContractSchema Of(string name) => ContractSchemas.All.Single(schema => schema.Name == name);
}
