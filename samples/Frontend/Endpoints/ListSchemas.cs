using Copr.Contracts;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Copr.Frontend.Endpoints;

/// <summary>Describes the lists in the OpenAPI document as they are in JSON: a text with one space between the items.</summary>
internal sealed class ListSchemas : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        Type type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        string? item = type == typeof(SpaceSeparatedList<Chroot>) ? "chroots"
            : type == typeof(SpaceSeparatedList<PackageUrl>) ? "URLs of source packages"
            : type == typeof(SpaceSeparatedList<RepositoryUrl>) ? "URLs of repositories"
            : null;
        if (item is not null)
        {
            schema.Type = JsonSchemaType.String | JsonSchemaType.Null;
            schema.Description = $"{item}, separated by one space";
        }

        return Task.CompletedTask;
    }
}
