namespace Copr.Contracts;

/// <summary>
/// The contract as JSON Schema (draft 2020-12) and OpenAPI 3.1, for those who do not use .NET: what
/// <see cref="Validation.RuleKind.Schema"/> rules ask for, and the types of the members.
/// </summary>
/// <remarks>
/// What a JSON Schema cannot say, and these do not: every rule of another kind; that a number is written without a fraction
/// and exponent (<c>5.0</c> is an integer to a schema, and COPR103 to the reader), and which hosts and ports a URL may
/// have beyond their shape (COPR107).
/// </remarks>
public static class ContractSchemas
{
    /// <summary>The list of waiting builds: the answer to <c>GET waiting_builds/</c>.</summary>
    public static ContractSchema WaitingBuilds { get; } = Schema("waiting-builds");

    /// <summary>A backend's report: the body of <c>POST update_builds/</c>.</summary>
    public static ContractSchema UpdateBuilds { get; } = Schema("update-builds");

    /// <summary>The answer to a backend's report.</summary>
    public static ContractSchema UpdateBuildsResult { get; } = Schema("update-builds-result");

    /// <summary>A backend's question: the body of <c>POST starting_build/</c>.</summary>
    public static ContractSchema StartingBuild { get; } = Schema("starting-build");

    /// <summary>The answer to a backend's question.</summary>
    public static ContractSchema StartingBuildResult { get; } = Schema("starting-build-result");

    /// <summary>The builds to stop: the answer to <c>GET canceled_builds/</c>.</summary>
    public static ContractSchema CanceledBuilds { get; } = Schema("canceled-builds");

    /// <summary>The endpoints, as an OpenAPI 3.1 document that refers to the schemas by their files' names.</summary>
    public static ContractSchema OpenApi { get; } = new("openapi", "openapi.json");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ContractSchema> All { get; } =
        [WaitingBuilds, UpdateBuilds, UpdateBuildsResult, StartingBuild, StartingBuildResult, CanceledBuilds, OpenApi];

    private static ContractSchema Schema(string name) => new(name, $"{name}.schema.json");
}
