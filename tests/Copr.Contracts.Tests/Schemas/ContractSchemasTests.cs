using System.Text.Json;

namespace Copr.Contracts.Tests.Schemas;

public sealed class ContractSchemasTests
{
    [Fact]
    public void Each_has_its_name_and_its_file() =>
        ContractSchemas.All.Select(static schema => (schema.Name, schema.FileName)).Should().Equal(
            ("waiting-builds", "waiting-builds.schema.json"),
            ("update-builds", "update-builds.schema.json"),
            ("update-builds-result", "update-builds-result.schema.json"),
            ("starting-build", "starting-build.schema.json"),
            ("starting-build-result", "starting-build-result.schema.json"),
            ("canceled-builds", "canceled-builds.schema.json"),
            ("openapi", "openapi.json"));

    [Fact]
    public void Each_is_json() =>
        ContractSchemas.All.Should().AllSatisfy(static schema => JsonDocument.Parse(schema.ToString()).RootElement.ValueKind.Should().Be(JsonValueKind.Object));
}
