using System.Net;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tool.Checking;

/// <summary>The content of a source, and the response if the source is a URL.</summary>
internal sealed class OpenedSource : IAsyncDisposable
{
    /// <summary>The rule that a wrong response breaks.</summary>
    public static Rule WrongResponse { get; } = Rules.Find("COPR109")!;

    public required Stream Content { get; init; }

    public Endpoint? Endpoint { get; init; }

    public HttpResponseMessage? Response { get; init; }

    /// <summary>Ends the reading of a response that takes too long.</summary>
    public CancellationTokenSource? Timeout { get; init; }

    public ReaderLimits Limits => Response is null ? DocumentLimits.OfFiles : DocumentLimits.OfResponses;

    /// <summary>The body of a response that is not 200, or has another coding, is not a document of the contract.</summary>
    public Violation? FindWrongResponse()
    {
        if (Response is null)
        {
            return null;
        }

        Uri url = Response.RequestMessage!.RequestUri!;
        string redirect = UrlClient.FindRedirect(Response, url) is { } next ? $", a redirect to {next}" : "";
        return Response.StatusCode != HttpStatusCode.OK
                ? new(WrongResponse, "", $"the status is {(int)Response.StatusCode}{redirect}, in the answer of {url}", "200")
            : Response.Content.Headers.ContentEncoding is { Count: > 0 } codings
                ? new(
                    WrongResponse,
                    "",
                    $"the content coding is \"{string.Join(", ", codings)}\", in the answer of {url}",
                    "gzip, deflate, br or none")
            : null;
    }

    public async ValueTask DisposeAsync()
    {
        await Content.DisposeAsync();
        Response?.Dispose();
        Timeout?.Dispose();
    }
}
