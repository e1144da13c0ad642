using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace Copr.Contracts.AspNetCore.Tests;

/// <summary>What the OpenAPI document of an application says about the contract's types, after one line of set-up.</summary>
public sealed class OpenApiTests(OpenApiTests.Fixture fixture) : IClassFixture<OpenApiTests.Fixture>
{
    /// <summary>Each type that a schema defines: the component, the schema, and the member that it is the type of.</summary>
    public static TheoryData<string, string, string> Types => new()
    {
        { "WaitingBuilds", "waiting-builds", "" },
        { "Build", "waiting-builds", "builds" },
        { "CoprProject", "waiting-builds", "builds/copr" },
        { "BuildUpdates", "update-builds", "" },
        { "BuildUpdate", "update-builds", "builds" },
        { "BuildUpdatesResult", "update-builds-result", "" },
        { "CanceledBuilds", "canceled-builds", "" },
        { "StartBuildRequest", "starting-build", "" },
        { "StartBuildResponse", "starting-build-result", "" },
        { "PendingTask", "pending-tasks", "" },
        { "TaskId", "pending-tasks", "task_id" },
        { "BuildTask", "build-task", "" },
        { "TaskRepository", "build-task", "repos" },
        { "TaskModules", "build-task", "modules" },
        { "ModuleToggle", "build-task", "modules/toggle" },
        { "SourceTask", "source-task", "" },
        { "StartTaskRequest", "start-task", "" },
        { "StartTaskResponse", "start-task-response", "" },
        { "TaskUpdates", "task-updates", "" },
        { "TaskUpdate", "task-updates", "builds" },
        { "TaskUpdatesResult", "task-updates-result", "" },
        { "TaskResults", "task-updates", "builds/results" },
        { "TaskPackage", "task-updates", "builds/results/packages" },
        { "ArchitectureTags", "task-updates", "builds/results/architecture_specific_tags" },
    };

    /// <summary>The contract's types of objects.</summary>
    private static IEnumerable<Type> Objects => typeof(Build).Assembly.GetExportedTypes().Where(static type => type.IsSealed
        && Array.Exists(type.GetInterfaces(), static one => one.Name == typeof(IContractObject<>).Name));

    [Fact]
    public void Each_of_the_contract_s_types_is_in_this_table() =>
        Objects.Select(static type => type.Name).Should().BeSubsetOf(Types.Select(static row => (string)row[0]));

    [Theory]
    [MemberData(nameof(Types))]
    public void A_type_is_defined_as_in_the_schema(string component, string schema, string member)
    {
        JsonElement document = TypeOf(JsonElement.Parse(ContractSchema.Find(schema)!.ToString()));
        JsonElement shipped = member.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Aggregate(document, static (type, name) => TypeOf(type.GetProperty("properties").GetProperty(name)));

        JsonElement defined = fixture.Schema(component);

        // What refers to another type, and what only a build that waits has, is tested below.
        string[] differing = component switch
        {
            "Build" => ["description", "copr", "started_on", "ended_on", "canceled"],
            "WaitingBuilds" or "BuildUpdates" => ["items"],
            _ => [],
        };

        // A member may be null where its type may not.
        Differences(component, shipped, defined).Except([$"{component}/type"])
            .Where(difference => !difference.Split('/', StringSplitOptions.None).Any(differing.Contains)).Should().BeEmpty();
    }

    [Fact]
    public void Each_of_the_contract_s_values_is_defined_by_its_pattern() =>
        typeof(Build).Assembly.GetExportedTypes()
            .Where(static type => type.IsValueType && Array.Exists(type.GetInterfaces(), static one => one.Name == typeof(IListItem<>).Name))
            .Should().HaveCountGreaterThan(2)
            .And.AllSatisfy(type => fixture.Schema(type.Name).TryGetProperty("pattern", out _).Should().BeTrue());

    [Fact]
    public void Values_and_lists_have_no_other_members_than_these() =>
        new[] { "Chroot", "PackageUrl", "RepositoryUrl", "SpaceSeparatedListOfChroot", "BuildStatus" }
            .SelectMany(name => fixture.Schema(name).EnumerateObject()).Select(static member => member.Name).Distinct().Should()
            .BeSubsetOf(["type", "description", "pattern", "not", "examples", "enum"]);

    [Fact]
    public void Types_refer_to_each_other()
    {
        Reference(fixture.Schema("Build").GetProperty("properties").GetProperty("copr")).Should().Be("CoprProject");
        Reference(Items(fixture.Schema("BuildUpdates"))).Should().Be("BuildUpdate");
        Reference(Items(fixture.Schema("WaitingBuilds")).GetProperty("allOf")[0]).Should().Be("Build");

        static JsonElement Items(JsonElement list) => list.GetProperty("properties").GetProperty("builds").GetProperty("items");
    }

    [Fact]
    public void Lists_arrays_and_dictionaries_of_the_contract_s_types_say_what_they_contain()
    {
        JsonElement own = fixture.Schema("OwnLists").GetProperty("properties");

        Reference(own.GetProperty("coprs").GetProperty("items")).Should().Be("CoprProject");
        Reference(own.GetProperty("packages").GetProperty("items")).Should().Be("PackageUrl");
        Reference(own.GetProperty("byName").GetProperty("additionalProperties")).Should().Be("Chroot");
        Reference(fixture.Response("/coprs").GetProperty("items")).Should().Be("CoprProject");
    }

    [Fact]
    public async Task A_list_that_waits_conforms_and_a_started_build_conforms_only_outside_it()
    {
        const string Started = """
            {"copr_id":5,"user_id":1,"results":"http://foo/","started_on":1351157600,
            "copr":{"owner_id":2,"repos":null,"chroots":"fedora-17-i386","id":5,"name":"ff2"},"canceled":true,"submitted_on":1351157544,
            "ended_on":1351157700,"pkgs":"http://foo/pkg.src.rpm","chroots":"fedora-17-i386","id":5}
            """;
        string example = JsonElement.Parse(ContractSchema.Find("waiting-builds")!.ToString()).GetProperty("examples")[0].GetRawText();

        (await ValidateAsync("WaitingBuilds", example)).Should().BeEmpty();
        (await ValidateAsync("Build", Started)).Should().BeEmpty();
        (await ValidateAsync("WaitingBuilds", $$"""{"builds":[{{Started}}]}""")).Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("Chroot", "\"fedora-17-x86_64\"", "\"fedora-17\"", "\"fedora-17-x86_64 fedora-17-i386\"", "null")]
    [InlineData("PackageUrl", "\"http://foo/pkg.src.rpm\"", "\"foo\"", "\"http://foo/a http://foo/b\"", "null")]
    [InlineData("RepositoryUrl", "\"http://foo/repo\"", "\"foo\"", "\"http://foo/a http://foo/b\"", "null")]
    [InlineData("BuildStatus", "1", "2", "\"1\"", "null")]
    public async Task A_value_has_the_contract_s_pattern_and_an_example(string component, string good, params string[] bad)
    {
        JsonElement schema = fixture.Schema(component);

        schema.GetProperty("description").GetString().Should().NotBeNullOrEmpty();
        (await ValidateAsync(component, good)).Should().BeEmpty();
        foreach (string value in bad)
        {
            (await ValidateAsync(component, value)).Should().NotBeEmpty();
        }

        if (component != "BuildStatus")
        {
            (await ValidateAsync(component, schema.GetProperty("examples")[0].GetRawText())).Should().BeEmpty();
        }
    }

    [Theory]
    [InlineData("SpaceSeparatedListOfChroot", "fedora-17-i386 fedora-17-x86_64", "fedora")]
    [InlineData("SpaceSeparatedListOfPackageUrl", "http://foo/a http://foo/b", "foo")]
    [InlineData("SpaceSeparatedListOfRepositoryUrl", "http://foo/a http://foo/b", "foo")]
    public async Task A_list_has_the_contract_s_pattern_and_can_be_null(string component, string good, string bad)
    {
        JsonElement schema = fixture.Schema(component);

        schema.GetProperty("description").GetString().Should().EndWith("separated by one space; null if there are none.");
        foreach (string conforming in new[] { $"\"{good}\"", "null", "\"\"", schema.GetProperty("examples")[0].GetRawText() })
        {
            (await ValidateAsync(component, conforming)).Should().BeEmpty();
        }

        string twoSpaces = good.Replace(" ", "  ", StringComparison.Ordinal);
        foreach (string broken in new[] { $"\"{bad}\"", $"\"{good} \"", $"\"{twoSpaces}\"", "[]", "1" })
        {
            (await ValidateAsync(component, broken)).Should().NotBeEmpty();
        }
    }

    [Fact]
    public void Members_of_an_application_s_type_refer_to_the_values_and_say_whether_they_can_be_null()
    {
        JsonElement own = fixture.Schema("OwnType").GetProperty("properties");

        Reference(own.GetProperty("chroots")).Should().Be("SpaceSeparatedListOfChroot");
        own.GetProperty("chroot").GetProperty("oneOf").EnumerateArray().Select(Reference).Should().Equal(null, "Chroot");
    }

    [Fact]
    public void A_parameter_that_is_a_value_has_its_pattern()
    {
        JsonElement operation = fixture.Document.GetProperty("paths").GetProperty("/chroots/{chroot}").GetProperty("get");

        operation.GetProperty("parameters")[0].GetProperty("schema").GetProperty("pattern").GetString().Should()
            .Be(fixture.Schema("Chroot").GetProperty("pattern").GetString());
    }

    [Fact]
    public void Controllers_have_the_same_definitions() =>
        Reference(fixture.Response("/mvc/builds")).Should().Be("WaitingBuilds");

    private static string? Reference(JsonElement schema) =>
        schema.TryGetProperty("$ref", out JsonElement reference) ? reference.GetString()!.Split('/')[^1] : null;

    private async Task<IEnumerable<string>> ValidateAsync(string component, string json)
    {
        JsonSchema schema = await JsonSchema.FromJsonAsync(Inline(JsonNode.Parse(fixture.Schema(component).GetRawText())!).ToJsonString());
        return schema.Validate(json).Select(static error => error.ToString());
    }

    /// <summary>Returns the definition of a member, or of the items of its list, or of the values of its dictionary.</summary>
    private static JsonElement TypeOf(JsonElement member) =>
        member.TryGetProperty("items", out JsonElement items) ? items
        : member.TryGetProperty("additionalProperties", out JsonElement values) && values.ValueKind == JsonValueKind.Object ? values
        : member;

    /// <summary>Replaces the references, which NJsonSchema resolves only in a document of its own.</summary>
    private JsonNode Inline(JsonNode schema)
    {
        if (schema is JsonObject members && members.TryGetPropertyValue("$ref", out JsonNode? reference))
        {
            return Inline(JsonNode.Parse(fixture.Schema(reference!.GetValue<string>().Split('/')[^1]).GetRawText())!);
        }

        return schema switch
        {
            JsonObject parent => new JsonObject(parent.Select(member =>
                KeyValuePair.Create(member.Key, member.Value is null ? null : Inline(member.Value)))),
            JsonArray parent => new JsonArray([.. parent.Select(item => item is null ? null : Inline(item))]),
            _ => schema.DeepClone(),
        };
    }

    private static bool IsWithoutMeaning(JsonProperty member) =>
        member.Name is "$schema" or "$id" || (member.Name == "required" && member.Value.GetArrayLength() == 0);

    /// <summary>Returns the paths of what only one of the definitions has, or both have otherwise.</summary>
    private static IEnumerable<string> Differences(string path, JsonElement shipped, JsonElement defined) => shipped.ValueKind switch
    {
        _ when shipped.ValueKind != defined.ValueKind => [path],
        JsonValueKind.Object => shipped.EnumerateObject().Concat(defined.EnumerateObject())
            .Where(static member => !IsWithoutMeaning(member)).Select(static member => member.Name).Distinct()
            .SelectMany(name => shipped.TryGetProperty(name, out JsonElement one) && defined.TryGetProperty(name, out JsonElement other)
                ? Differences($"{path}/{name}", one, other)
                : [$"{path}/{name}"]),
        JsonValueKind.Array => shipped.GetArrayLength() == defined.GetArrayLength() && shipped.EnumerateArray().All(item =>
            defined.EnumerateArray().Any(other => JsonElement.DeepEquals(item, other))) ? [] : [path],
        _ => JsonElement.DeepEquals(shipped, defined) ? [] : [path],
    };
    /// <summary>An application with endpoints that use every type, and its OpenAPI document.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        public JsonElement Document { get; private set; }

        public JsonElement Schema(string name) => Document.GetProperty("components").GetProperty("schemas").GetProperty(name);

        public JsonElement Response(string path) =>
            Document.GetProperty("paths").GetProperty(path).GetProperty("get").GetProperty("responses").GetProperty("200")
                .GetProperty("content").GetProperty("application/json").GetProperty("schema");

        public async Task InitializeAsync()
        {
            await using TestApplication application = await TestApplication.StartAsync(
                static services =>
                {
                    services.AddControllers().AddApplicationPart(typeof(ReportsController).Assembly);
                    services.AddCoprContracts();
                    services.AddOpenApi();
                },
                static application =>
                {
                    application.MapOpenApi();
                    application.MapControllers();
                    application.MapGet("/waiting_builds", static WaitingBuilds () => new() { Builds = [] });
                    application.MapPost("/update_builds", static BuildUpdatesResult (BuildUpdates _) =>
                        new() { UpdatedBuildIds = [], NonExistingBuildIds = [] });
                    application.MapPost("/starting_build", static StartBuildResponse (StartBuildRequest _) => new() { CanStart = true });
                    application.MapGet("/canceled_builds", static CanceledBuilds () => new() { BuildIds = [] });
                    application.MapGet("/coprs", static IReadOnlyList<CoprProject> () => []);
                    application.MapGet("/chroots/{chroot}", static string (Chroot chroot) => chroot.Architecture);
                    foreach (Type type in Objects.Append(typeof(Tasks.TaskId)))
                    {
                        application.MapGet($"/types/{type.Name}", static () => Results.Ok()).Produces(200, type);
                    }

                    application.MapPost("/own", static string (OwnType value) => value.ToString());
                    application.MapPost("/lists", static string (OwnLists value) => value.ToString());
                });
            Document = await application.GetJsonAsync("/openapi/v1.json");
        }

        public Task DisposeAsync() => Task.CompletedTask;
    }

    public sealed record OwnLists(
        IReadOnlyList<CoprProject> Coprs,
        PackageUrl[] Packages,
        IReadOnlyDictionary<string, Chroot> ByName,
        SpaceSeparatedList<PackageUrl> Pkgs,
        RepositoryUrl? Repository,
        BuildStatus? Status);
}
