using Copr.Contracts.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Copr.Frontend.Endpoints;

internal static class RequestBody
{
    /// <summary>Reads a body with the contract's reader, whose errors tell the member, the line and the column.</summary>
    public static ValueTask<T> ReadAsync<T>(this HttpRequest request) => CoprJson.ReadAsync<T>(
        request.Body,
        request.HttpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions,
        cancellationToken: request.HttpContext.RequestAborted);

    /// <summary>Says in the OpenAPI document what the body is; a client that sends another content type is understood all the same.</summary>
    public static RouteHandlerBuilder TakesJson<T>(this RouteHandlerBuilder endpoint)
        where T : notnull =>
        endpoint.Accepts<T>("application/json", "*/*").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized);
}
