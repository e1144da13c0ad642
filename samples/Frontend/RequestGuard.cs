namespace Copr.Frontend;

/// <summary>Refuses requests that a page of another site can make a browser send with the password that it remembers.</summary>
internal static class RequestGuard
{
    public static void UseRequestGuard(this IApplicationBuilder application) => application.Use(static (context, next) =>
    {
        HttpRequest request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        {
            return next(context);
        }

        if (IsFromOtherSite(request))
        {
            return TypedResults.Problem(
                title: "The request comes from another site.", statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
        }

        bool hasBody = request.ContentType is not null || request.ContentLength is null or > 0;
        bool isForm = context.GetEndpoint()?.Metadata.GetMetadata<AcceptsForm>() is not null;
        return !hasBody || isForm || request.HasJsonContentType() || IsEmpty(request)
            ? next(context)
            : TypedResults.Problem(
                title: "The body is not JSON.",
                detail: $"Content-Type is {request.ContentType ?? "missing"}; expected application/json.",
                statusCode: StatusCodes.Status415UnsupportedMediaType).ExecuteAsync(context);
    });

    /// <summary>Every browser of today sends one of the two headers. Programs send neither.</summary>
    private static bool IsFromOtherSite(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] is [{ } site]
            ? site is not ("same-origin" or "none")
            : request.Headers.Origin is [{ } origin]
                && !(Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri)
                    && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));

    private static bool IsEmpty(HttpRequest request) =>
        request.ContentType is null && request.ContentLength is null && request.Headers.TransferEncoding.Count == 0;

    /// <summary>Marks an endpoint that accepts a form of the frontend's own pages.</summary>
    public sealed class AcceptsForm;
}
