using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Copr.Contracts.Tests.Schemas;

public sealed class OpenApiTests
{
    [Fact]
    public async Task It_is_an_OpenAPI_document_without_an_error_or_warning()
    {
        ReadResult read = await LoadAsync();

        read.Diagnostic!.SpecificationVersion.Should().Be(OpenApiSpecVersion.OpenApi3_1);
        read.Diagnostic.Errors.Should().BeEmpty();
        read.Diagnostic.Warnings.Should().BeEmpty();
    }

    [Fact]
    public async Task Its_paths_are_the_contracts() =>
        (await LoadAsync()).Document!.Paths.Keys.Should().Equal(new[] { WaitingBuilds.Path, BuildUpdates.Path, StartingBuild.Path, CanceledBuilds.Path }.Select(static path => "/" + path));

    [Fact]
    public async Task The_limit_is_the_contracts()
    {
        IOpenApiSchema limit = (await LoadAsync()).Document!.Paths["/" + WaitingBuilds.Path].Operations![HttpMethod.Get].Parameters!.Single().Schema!;

        (limit.Default!.GetValue<int>(), limit.Minimum, limit.Maximum).Should().Be((WaitingBuilds.DefaultLimit, "1", "1000"));
    }

    private static async Task<ReadResult> LoadAsync()
    {
        // Its rules ask for references within the document; what is referred to is looked at in SchemaTests.
        var settings = new OpenApiReaderSettings { RuleSet = ValidationRuleSet.GetEmptyRuleSet() };
        await using Stream document = ContractSchemas.OpenApi.OpenRead();
        return await OpenApiDocument.LoadAsync(document, OpenApiConstants.Json, settings);
    }
}
