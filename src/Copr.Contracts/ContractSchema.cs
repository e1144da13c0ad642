namespace Copr.Contracts;

/// <summary>A document of the contract for other languages: a JSON Schema (draft 2020-12), or the OpenAPI 3.1 document.</summary>
/// <remarks>The schemas express the types of the members and the rules of the kind <see cref="RuleKind.Schema"/>. They cannot express that
/// an integer is written without a fraction (<c>5.0</c> is an integer to a schema, and breaks COPR103), which hosts and ports a URL can
/// have, or that it has no format characters beyond the Basic Multilingual Plane (COPR107).</remarks>
public sealed class ContractSchema
{
    private ContractSchema(string name, string fileName) => (Name, FileName) = (name, fileName);

    /// <summary>The schemas <c>waiting-builds</c>, <c>update-builds</c>, <c>update-builds-result</c>, <c>starting-build</c>,
    /// <c>starting-build-result</c> and <c>canceled-builds</c>, and the document <c>openapi</c>, which refers to their files; then the
    /// schemas of the wire of tasks: <c>pending-tasks</c>, <c>build-task</c>, <c>source-task</c>, <c>start-task</c>,
    /// <c>start-task-response</c>, <c>task-updates</c>, <c>task-updates-result</c> and <c>cancel-requests</c>.</summary>
    public static IReadOnlyList<ContractSchema> All { get; } =
    [
        .. SchemasOf(
            "waiting-builds", "update-builds", "update-builds-result", "starting-build", "starting-build-result", "canceled-builds"),
        new("openapi", "openapi.json"),
        .. SchemasOf(
            "pending-tasks", "build-task", "source-task", "start-task", "start-task-response", "task-updates", "task-updates-result",
            "cancel-requests"),
    ];

    /// <summary>The name, such as <c>waiting-builds</c>.</summary>
    public string Name { get; }

    /// <summary>The name of the file in the package's folder <c>schemas</c>.</summary>
    public string FileName { get; }

    /// <summary>Returns the schema with a name, such as <c>waiting-builds</c>; null if there is none.</summary>
    public static ContractSchema? Find(string name) => All.FirstOrDefault(schema => schema.Name == name);

    /// <summary>Opens the JSON text, in UTF-8 without a byte order mark.</summary>
    public Stream OpenRead() => typeof(ContractSchema).Assembly.GetManifestResourceStream($"schemas/{FileName}")!;

    /// <summary>Returns the JSON text.</summary>
    public override string ToString()
    {
        using var reader = new StreamReader(OpenRead());
        return reader.ReadToEnd();
    }

    private static IEnumerable<ContractSchema> SchemasOf(params string[] names) =>
        names.Select(static name => new ContractSchema(name, $"{name}.schema.json"));
}
