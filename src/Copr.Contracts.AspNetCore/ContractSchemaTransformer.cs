using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Copr.Contracts.AspNetCore;

/// <summary>Defines the contract's types in an OpenAPI document as the contract's schemas do.</summary>
internal sealed class ContractSchemaTransformer : IOpenApiSchemaTransformer
{
    public async Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        Type type = GetType(context);
        if (ContractDefinitions.Find(type) is { } definition)
        {
            CopyTo(schema, Parse(definition, context));
            await ReferToOthersAsync(type, schema, context, cancellationToken).ConfigureAwait(false);
        }
        else if (context.JsonTypeInfo.ElementType is { } element && ContractDefinitions.Find(element) is not null)
        {
            // The framework omits the schema of elements with a converter of their own.
            OpenApiSchema elements = await context.GetOrCreateSchemaAsync(element, null, cancellationToken).ConfigureAwait(false);
            schema.Items = context.JsonTypeInfo.KeyType is null ? elements : schema.Items;
            schema.AdditionalProperties = context.JsonTypeInfo.KeyType is null ? schema.AdditionalProperties : elements;
        }
    }

    /// <summary>The type in JSON, or the type of a parameter that is parsed from a text.</summary>
    private static Type GetType(OpenApiSchemaTransformerContext context)
    {
        Type type = context.JsonTypeInfo.Type;
        type = type == typeof(string) && context.JsonPropertyInfo is null
            ? context.ParameterDescription?.ParameterDescriptor?.ParameterType ?? type
            : type;
        return Nullable.GetUnderlyingType(type) ?? type;
    }

    /// <summary>Replaces the definitions of other types, which the framework replaces with references.</summary>
    private static async Task ReferToOthersAsync(
        Type type, OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (type == typeof(WaitingBuilds))
        {
            OpenApiSchema build = await FindAsync<Build>().ConfigureAwait(false);
            GetMember("builds").Items = new OpenApiSchema { AllOf = [build, Parse(ContractDefinitions.RequireWaiting(), context)] };
        }
        else if (type == typeof(BuildUpdates))
        {
            GetMember("builds").Items = await FindAsync<BuildUpdate>().ConfigureAwait(false);
        }
        else if (type == typeof(Build))
        {
            schema.Properties!["copr"] = await FindAsync<CoprProject>().ConfigureAwait(false);
        }

        OpenApiSchema GetMember(string name) => (OpenApiSchema)schema.Properties![name];
        Task<OpenApiSchema> FindAsync<T>() => context.GetOrCreateSchemaAsync(typeof(T), null, cancellationToken);
    }

    private static OpenApiSchema Parse(JsonNode definition, OpenApiSchemaTransformerContext context) =>
        OpenApiModelFactory.Parse<OpenApiSchema>(
            definition.ToJsonString(), OpenApiSpecVersion.OpenApi3_1, context.Document ?? new(), out _, OpenApiConstants.Json)!;

    /// <summary>Copies what the contract's schemas use, but no id, which has no meaning in another document. A
    /// <c>const</c> that is set to null is written as null.</summary>
    private static void CopyTo(OpenApiSchema target, OpenApiSchema source)
    {
        target.Title = source.Title;
        target.Description = source.Description;
        target.Type = source.Type;
        target.Format = source.Format;
        target.Enum = source.Enum;
        target.Pattern = source.Pattern;
        target.MinLength = source.MinLength;
        target.MaxLength = source.MaxLength;
        target.Minimum = source.Minimum;
        target.Maximum = source.Maximum;
        target.ExclusiveMinimum = source.ExclusiveMinimum;
        target.ExclusiveMaximum = source.ExclusiveMaximum;
        target.Properties = source.Properties;
        target.Required = source.Required;
        target.MinProperties = source.MinProperties;
        target.MaxProperties = source.MaxProperties;
        target.AdditionalPropertiesAllowed = source.AdditionalPropertiesAllowed;
        target.AllOf = source.AllOf;
        target.AnyOf = source.AnyOf;
        target.OneOf = source.OneOf;
        target.Not = source.Not;
        target.Examples = source.Examples;
    }
}
