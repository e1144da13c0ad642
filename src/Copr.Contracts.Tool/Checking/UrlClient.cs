using System.Net;
using System.Net.Http.Headers;
using Copr.Contracts.Tool.Reports;

namespace Copr.Contracts.Tool.Checking;

/// <summary>Requests documents. A redirect within the origin is followed, with the headers. To another origin, nothing is sent.</summary>
internal sealed class UrlClient(CheckOptions options) : IDisposable
{
    private const int MaxRedirects = 5;

    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Requests a URL. The URL of the response's request is the one that was requested last.</summary>
    public async Task<HttpResponseMessage> GetAsync(Uri url, CancellationToken cancellationToken)
    {
        for (int redirects = 0; ; redirects++)
        {
            using HttpRequestMessage request = CreateRequest(url);
            HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (redirects == MaxRedirects || FindRedirect(response, url) is not { } next || !IsSameOrigin(url, next))
            {
                return response;
            }

            response.Dispose();
            url = next;
        }
    }

    /// <summary>Returns the URL to which a response redirects; null if it does not.</summary>
    public static Uri? FindRedirect(HttpResponseMessage response, Uri url) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location
        && Uri.TryCreate(url, location, out Uri? next) ? next : null;

    public void Dispose() => http.Dispose();

    private static bool IsSameOrigin(Uri url, Uri other) =>
        Uri.Compare(url, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private HttpRequestMessage CreateRequest(Uri url)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        foreach ((string name, string value) in options.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Dispose();
                throw new CouldNotCheckException($"--header {name}: a request cannot have this header.");
            }
        }

        if (request.Headers.UserAgent.Count == 0)
        {
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue("copr-contracts", Report.Version));
        }

        request.Headers.Authorization ??= options.Authorization;
        return request;
    }
}
