using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Copr.Contracts.Tests.Schemas;

public sealed class OpenApiTests
{
    [Fact]
    public async Task The_document_is_OpenAPI_without_errors_and_warnings()
    {
        ReadResult read = await LoadAsync();

        read.Diagnostic!.SpecificationVersion.Should().Be(OpenApiSpecVersion.OpenApi3_1);
        read.Diagnostic.Errors.Should().BeEmpty();
        read.Diagnostic.Warnings.Should().BeEmpty();
    }

    [Fact]
    public async Task The_paths_are_those_of_the_contract() =>
        (await LoadAsync()).Document!.Paths.Keys.Should().Equal(
            $"/{CoprEndpoints.WaitingBuilds}", $"/{CoprEndpoints.UpdateBuilds}",
            $"/{CoprEndpoints.StartingBuild}", $"/{CoprEndpoints.CanceledBuilds}");

    [Fact]
    public async Task The_schemas_have_the_names_of_the_types() =>
        (await LoadAsync()).Document!.Components!.Schemas!.Keys.Should().Equal(
            nameof(WaitingBuilds), nameof(BuildUpdates), nameof(BuildUpdatesResult),
            nameof(StartBuildRequest), nameof(StartBuildResponse), nameof(CanceledBuilds));

    [Fact]
    public async Task The_limit_is_that_of_the_contract()
    {
        IOpenApiPathItem path = (await LoadAsync()).Document!.Paths[$"/{CoprEndpoints.WaitingBuilds}"];

        IOpenApiSchema limit = path.Operations![HttpMethod.Get].Parameters!.Single().Schema!;

        (limit.Default!.GetValue<int>(), limit.Minimum, limit.Maximum).Should().Be((WaitingBuilds.DefaultLimit, "1", "1000"));
    }

    private static async Task<ReadResult> LoadAsync()
    {
        // Its rules require references within the document; SchemaTests checks the files that it refers to.
        var settings = new OpenApiReaderSettings { RuleSet = ValidationRuleSet.GetEmptyRuleSet() };
        await using Stream document = ContractSchema.Find("openapi")!.OpenRead();
        return await OpenApiDocument.LoadAsync(document, OpenApiConstants.Json, settings);
    }
}
