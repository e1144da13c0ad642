using System.Text.Json;
using Copr.Contracts;
using Copr.Contracts.Validation;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Copr.Frontend.Endpoints;

internal static class RequestBody
{
    /// <summary>
    /// Reads a body that is the frontend's own type, with members that are the contract's. Everything that is wrong with it is reported as
    /// a violation of a rule.
    /// </summary>
    /// <exception cref="ContractException">The body cannot be read.</exception>
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
            string path = exception.Path is ['$', '.', .. var member] ? $"/{member}" : "";
            throw new ContractException(exception switch
            {
                ContractException { Violation: var violation } => new(violation.Rule, path, violation.Found, violation.Expected),
                { InnerException: JsonException } => new(Rules.Find("COPR101")!, "", "the body is not JSON", "JSON (RFC 8259)"),
                _ => new(Rules.Find("COPR103")!, path, "the value cannot be read", Describe<T>(options)),
            });
        }
    }

    /// <summary>Describes the body in the OpenAPI document. The endpoint accepts it under any content type.</summary>
    public static RouteHandlerBuilder AcceptsJson<T>(this RouteHandlerBuilder endpoint)
        where T : notnull =>
        endpoint.Accepts<T>("application/json", "*/*")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized);

    private static string Describe<T>(JsonSerializerOptions options) =>
        $"an object with {string.Join(", ", options.GetTypeInfo(typeof(T)).Properties.Select(static property => property.Name))}, " +
        "as openapi/v1.json describes it";
}
