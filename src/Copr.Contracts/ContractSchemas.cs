namespace Copr.Contracts;

/// <summary>
/// The contract as JSON Schema (draft 2020-12) and OpenAPI 3.1, for other languages. The schemas express the types of the members and
/// the rules of the kind <see cref="RuleKind.Schema"/>.
/// </summary>
/// <remarks>
/// A JSON Schema cannot express every rule of another kind, that an integer is written without a fraction (<c>5.0</c> is an integer to a
/// schema, and breaks COPR103), and which hosts and ports a URL can have (COPR107).
/// </remarks>
public static class ContractSchemas
{
    /// <summary>The list of waiting builds: the response to <c>GET waiting_builds/</c>.</summary>
    public static ContractSchema WaitingBuilds { get; } = Schema("waiting-builds");

    /// <summary>A backend's report: the body of <c>POST update_builds/</c>.</summary>
    public static ContractSchema UpdateBuilds { get; } = Schema("update-builds");

    /// <summary>The response to a backend's report.</summary>
    public static ContractSchema UpdateBuildsResult { get; } = Schema("update-builds-result");

    /// <summary>A backend's request to start a build: the body of <c>POST starting_build/</c>.</summary>
    public static ContractSchema StartingBuild { get; } = Schema("starting-build");

    /// <summary>The response to a request to start a build.</summary>
    public static ContractSchema StartingBuildResult { get; } = Schema("starting-build-result");

    /// <summary>The builds to stop: the response to <c>GET canceled_builds/</c>.</summary>
    public static ContractSchema CanceledBuilds { get; } = Schema("canceled-builds");

    /// <summary>The endpoints, as an OpenAPI 3.1 document that refers to the schemas by their files' names.</summary>
    public static ContractSchema OpenApi { get; } = new("openapi", "openapi.json");

    /// <summary>All schemas, and the OpenAPI document.</summary>
    public static IReadOnlyList<ContractSchema> All { get; } =
        [WaitingBuilds, UpdateBuilds, UpdateBuildsResult, StartingBuild, StartingBuildResult, CanceledBuilds, OpenApi];

    private static ContractSchema Schema(string name) => new(name, $"{name}.schema.json");
}
