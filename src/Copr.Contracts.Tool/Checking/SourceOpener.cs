using System.Globalization;

namespace Copr.Contracts.Tool.Checking;

/// <summary>Opens sources, and says why one cannot be opened or read.</summary>
/// <param name="options">The options of the check.</param>
/// <param name="input">The standard input.</param>
internal sealed class SourceOpener(CheckOptions options, Stream input) : IDisposable
{
    private readonly UrlClient client = new(options);

    /// <exception cref="CouldNotCheckException">The source cannot be opened.</exception>
    public async Task<OpenedSource> OpenAsync(Source source, CancellationToken cancellationToken) =>
        source.Problem is { } problem ? throw new CouldNotCheckException($"{source.Name}: {problem}")
        : Source.IsUrl(source.Name) ? await OpenUrlAsync(source, Endpoint.Find(source.Name, options), cancellationToken)
        : new OpenedSource { Content = source.Name == Source.StandardInput ? input : Source.OpenFile(source.Name) };

    /// <summary>Returns one line about a source that could not be opened or read.</summary>
    public string Describe(Source source, Exception exception) => exception switch
    {
        CouldNotCheckException => exception.Message,
        OperationCanceledException => string.Create(
            CultureInfo.InvariantCulture,
            $"{source.Name}: there is no response within {options.Timeout.TotalSeconds} seconds; --timeout allows more."),
        _ => $"{source.Name}: {Reason.Of(exception)}.",
    };

    public void Dispose() => client.Dispose();

    /// <summary>Opens a URL as it is.</summary>
    /// <exception cref="CouldNotCheckException">The URL cannot be opened.</exception>
    public Task<OpenedSource> OpenPlainAsync(Source source, CancellationToken cancellationToken) =>
        OpenUrlAsync(source, new Endpoint(new Uri(source.Name, UriKind.Absolute), null), cancellationToken);

    private async Task<OpenedSource> OpenUrlAsync(Source source, Endpoint endpoint, CancellationToken cancellationToken)
    {
        var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            timeout.CancelAfter(options.Timeout);
            HttpResponseMessage response = await client.GetAsync(endpoint.Url, timeout.Token);
            return new OpenedSource
            {
                Content = await response.Content.ReadAsStreamAsync(timeout.Token),
                Endpoint = endpoint,
                Response = response,
                Timeout = timeout,
            };
        }
        catch (Exception exception)
        {
            timeout.Dispose();
            throw exception is CouldNotCheckException or OperationCanceledException || endpoint.Url.OriginalString == source.Name
                ? exception
                : new CouldNotCheckException($"{source.Name}: {endpoint.Url}: {Reason.Of(exception)}.", exception);
        }
    }
}
