using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Copr.Contracts;
using Copr.Contracts.Json;
using Microsoft.Extensions.Options;

namespace Copr.Backend;

/// <summary>The frontend, as a backend sees it. What goes wrong on the way is tried again by the handler of its client.</summary>
internal sealed class FrontendClient(HttpClient http, IOptions<BackendOptions> options)
{
    /// <summary>More than any answer of a frontend in order, and little enough for any backend.</summary>
    private static readonly ReaderLimits Limits = new() { MaxDocumentBytes = 64 * 1024 * 1024 };

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(30);

    private readonly WaitingBuildsReader reader = new(CoprJson.Lenient, Limits);

    /// <summary>The waiting builds; null where they are still those that were seen.</summary>
    public async Task<Waiting?> GetWaitingAsync(int limit, EntityTagHeaderValue? seen, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{WaitingBuilds.Path}?limit={limit}");
        if (seen is not null)
        {
            request.Headers.IfNoneMatch.Add(seen);
        }

        HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotModified)
        {
            response.Dispose();
            return null;
        }

        return new Waiting(response.Headers.ETag, ReadAsync(response, cancellationToken));
    }

    /// <summary>Whether this backend has the build from now on, and no other.</summary>
    public async Task<bool> TryStartAsync(long id, CancellationToken cancellationToken)
    {
        var question = new StartingBuild { BuildId = id, Backend = options.Value.Name };
        using HttpResponseMessage response = await PostAsync(StartingBuild.Path, question, cancellationToken);
        return (await ReadAsync<StartingBuildResult>(response, cancellationToken)).CanStart;
    }

    /// <summary>The builds to stop, of whatever backend.</summary>
    public async Task<IReadOnlyList<long>> GetCanceledAsync(CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await http.GetAsync(new Uri(CanceledBuilds.Path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return (await ReadAsync<CanceledBuilds>(response, cancellationToken)).BuildIds;
    }

    /// <summary>Reports, and tells what the frontend made of it: null where it refuses the report for good.</summary>
    public async Task<BuildUpdatesResult?> ReportAsync(BuildUpdates updates, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await PostAsync(BuildUpdates.Path, updates, cancellationToken);
        return response.StatusCode == HttpStatusCode.BadRequest ? null : await ReadAsync<BuildUpdatesResult>(response, cancellationToken);
    }

    private Task<HttpResponseMessage> PostAsync<T>(string path, T value, CancellationToken cancellationToken)
        where T : notnull =>
        http.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new ByteArrayContent(CoprJson.Write(value)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            },
            HttpCompletionOption.ResponseHeadersRead,
            cancellationToken);

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        response.EnsureSuccessStatusCode();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(LongestAnswer);
        await using Stream body = await response.Content.ReadAsStreamAsync(patience.Token);
        return await CoprJson.ReadAsync<T>(body, CoprJson.Lenient, Limits, patience.Token);
    }

    private async IAsyncEnumerable<BuildEntry> ReadAsync(HttpResponseMessage response, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using (response)
        {
            response.EnsureSuccessStatusCode();
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(LongestAnswer);
            await using Stream body = await response.Content.ReadAsStreamAsync(patience.Token);
            await foreach (BuildEntry entry in reader.ReadAsync(body, patience.Token))
            {
                yield return entry;
            }
        }
    }

    /// <summary>The builds as they come in, and what the frontend calls the list.</summary>
    public sealed record Waiting(EntityTagHeaderValue? Tag, IAsyncEnumerable<BuildEntry> Entries);
}
