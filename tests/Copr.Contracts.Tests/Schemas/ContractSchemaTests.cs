using System.Text.Json;

namespace Copr.Contracts.Tests.Schemas;

public sealed class ContractSchemaTests
{
    [Fact]
    public void Every_schema_has_its_name_and_its_file() =>
        ContractSchema.All.Select(static schema => (schema.Name, schema.FileName)).Should().Equal(
            ("waiting-builds", "waiting-builds.schema.json"),
            ("update-builds", "update-builds.schema.json"),
            ("update-builds-result", "update-builds-result.schema.json"),
            ("starting-build", "starting-build.schema.json"),
            ("starting-build-result", "starting-build-result.schema.json"),
            ("canceled-builds", "canceled-builds.schema.json"),
            ("openapi", "openapi.json"),
            ("pending-tasks", "pending-tasks.schema.json"),
            ("build-task", "build-task.schema.json"),
            ("source-task", "source-task.schema.json"),
            ("start-task", "start-task.schema.json"),
            ("start-task-response", "start-task-response.schema.json"),
            ("task-updates", "task-updates.schema.json"),
            ("task-updates-result", "task-updates-result.schema.json"),
            ("cancel-requests", "cancel-requests.schema.json"));

    [Fact]
    public void A_schema_is_found_by_its_name()
    {
        ContractSchema.Find("waiting-builds").Should().BeSameAs(ContractSchema.All[0]);
        ContractSchema.Find("Waiting-Builds").Should().BeNull();
    }

    [Fact]
    public void Every_schema_is_a_json_object() => ContractSchema.All.Should().AllSatisfy(static schema =>
    {
        using Stream stream = schema.OpenRead();
        using var document = JsonDocument.Parse(stream);
        document.RootElement.ValueKind.Should().Be(JsonValueKind.Object);
        JsonElement.DeepEquals(document.RootElement, JsonElement.Parse(schema.ToString())).Should().BeTrue();
    });
}
