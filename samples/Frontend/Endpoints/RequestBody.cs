using System.Text.Json;
using Copr.Contracts;
using Copr.Contracts.Validation;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Copr.Frontend.Endpoints;

internal static class RequestBody
{
    /// <summary>Reads the contract's type, or the frontend's own. Everything that is wrong with it is a violation of a rule.</summary>
    /// <exception cref="BadHttpRequestException">The body cannot be read.</exception>
    public static async Task<T> ReadAsync<T>(this HttpRequest request)
        where T : class
    {
        ReadOnlyMemory<byte> body = await request.ReadBytesAsync(Limits.BodyBytes);
        try
        {
            return request.Parse<T>(body.Span);
        }
        catch (ContractException exception)
        {
            throw ToBadRequest(exception);
        }
    }

    /// <summary>Parses the contract's type, or the frontend's own.</summary>
    /// <exception cref="ContractException">The text breaks a rule.</exception>
    public static T Parse<T>(this HttpRequest request, ReadOnlySpan<byte> text)
        where T : class
    {
        JsonSerializerOptions options =
            request.HttpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        try
        {
            return JsonSerializer.Deserialize<T>(text, options) ?? throw new JsonException();
        }
        catch (JsonException exception)
        {
            throw exception as ContractException ?? ToViolation<T>(exception, options);
        }
    }

    /// <summary>Reads at most so many bytes.</summary>
    /// <exception cref="BadHttpRequestException">There are more.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(this HttpRequest request, int maxBytes)
    {
        if (request.ContentLength <= maxBytes || request.ContentLength is null)
        {
            using var content = new MemoryStream();
            byte[] buffer = new byte[16 * 1024];
            while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted) is > 0 and int read)
            {
                content.Write(buffer, 0, read);
                if (content.Length > maxBytes)
                {
                    break;
                }
            }

            if (content.Length <= maxBytes)
            {
                return content.GetBuffer().AsMemory(0, (int)content.Length);
            }
        }

        throw ToBadRequest(new(new(Rules.Find("COPR108")!, "", "the body is larger than the limit", $"at most {maxBytes} bytes")));
    }

    /// <summary>Answers with the rule.</summary>
    public static BadHttpRequestException ToBadRequest(ContractException violation) => new("The body cannot be read.", violation);

    /// <summary>Describes the body in the OpenAPI document, and requires its content type.</summary>
    public static RouteHandlerBuilder AcceptsJson<T>(this RouteHandlerBuilder endpoint)
        where T : notnull =>
        endpoint.Accepts<T>("application/json")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

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
