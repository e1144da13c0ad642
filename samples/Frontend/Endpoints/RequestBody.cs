using System.Text.Json;
using Copr.Contracts;
using Copr.Contracts.Validation;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Copr.Frontend.Endpoints;

internal static class RequestBody
{
    /// <summary>
    /// Reads a body under any content type: the contract's type, or the frontend's own. Everything that is wrong with it is a violation of
    /// a rule.
    /// </summary>
    /// <exception cref="BadHttpRequestException">The body cannot be read.</exception>
    public static async Task<T> ReadAsync<T>(this HttpRequest request)
        where T : class
    {
        JsonSerializerOptions options =
            request.HttpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, options, request.HttpContext.RequestAborted)
                ?? throw new JsonException();
        }
        catch (JsonException exception)
        {
            throw new BadHttpRequestException(
                "The body cannot be read.", exception as ContractException ?? ToViolation<T>(exception, options));
        }
    }

    /// <summary>Describes the body in the OpenAPI document. The endpoint accepts it under any content type.</summary>
    public static RouteHandlerBuilder AcceptsJson<T>(this RouteHandlerBuilder endpoint)
        where T : notnull =>
        endpoint.Accepts<T>("application/json", "*/*")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized);

    private static ContractException ToViolation<T>(JsonException exception, JsonSerializerOptions options) =>
        new(exception.InnerException is JsonException
            ? new Violation(Rules.Find("COPR101")!, "", "the body is not JSON", "JSON (RFC 8259)")
            : new Violation(
                Rules.Find("COPR103")!,
                exception.Path is ['$', '.', .. var member] ? $"/{member}" : "",
                "the value cannot be read",
                Describe<T>(options)));

    private static string Describe<T>(JsonSerializerOptions options) =>
        $"an object with {string.Join(", ", options.GetTypeInfo(typeof(T)).Properties.Select(static property => property.Name))}, " +
        "as openapi/v1.json describes it";
}
