using Copr.Contracts;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Copr.Frontend.Endpoints;

/// <summary>Describes in the OpenAPI document what the lists are on the wire: a text with spaces between the items.</summary>
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
            schema.Description = $"{item}, one space between them";
        }

        return Task.CompletedTask;
    }
}
