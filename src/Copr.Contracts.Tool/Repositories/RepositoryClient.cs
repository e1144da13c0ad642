using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Text;
using System.Xml;
using Copr.Contracts.Tool.Checking;
using Copr.Contracts.Tool.Reports;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tool.Repositories;

/// <summary>
/// Requests the metadata of a repository, which a stranger chose. The addresses, the redirects, the size and the time are limited.
/// </summary>
internal sealed class RepositoryClient(bool allowsPrivate, TimeSpan timeout) : IDisposable
{
    private const int MaxRedirects = 5;

    /// <summary>The maximum size of a repomd.xml, which usually has a few kilobytes.</summary>
    private const int MaxBytes = 1024 * 1024;

    private static readonly Rule NoRepodata = Rules.Find("COPR401")!;

    private static readonly Rule Unreachable = Rules.Find("COPR402")!;

    private readonly HttpClient http = new(GuardedConnection.CreateHandler(allowsPrivate)) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Requests a repomd.xml. Returns null if there is one.</summary>
    public async Task<RepositoryAnswer?> RequestAsync(string url, CancellationToken cancellationToken)
    {
        using var timeoutSource = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeoutSource.CancelAfter(timeout);
        try
        {
            return await FollowAsync(new Uri(url, UriKind.Absolute), timeoutSource.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(
                Unreachable,
                string.Create(CultureInfo.InvariantCulture, $"does not answer completely within {timeout.TotalSeconds} seconds"));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or AuthenticationException or UriFormatException)
        {
            return new(Unreachable, $"does not answer: {Reason.Of(exception)}");
        }
    }

    public void Dispose() => http.Dispose();

    private static async Task<RepositoryAnswer?> JudgeAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        response.StatusCode switch
        {
            HttpStatusCode.OK when await IsMetadataAsync(response, cancellationToken) => null,
            HttpStatusCode.OK => new(NoRepodata, "is not a repomd.xml"),
            HttpStatusCode.NotFound or HttpStatusCode.Gone => new(NoRepodata, "does not exist"),
            _ => new(Unreachable, string.Create(CultureInfo.InvariantCulture, $"answers with {(int)response.StatusCode}")),
        };

    /// <summary>Whether the body is XML that begins like the metadata of a repository.</summary>
    private static async Task<bool> IsMetadataAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
        byte[] bytes = new byte[MaxBytes + 1];
        int length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= MaxBytes
            ? IsMetadata(new MemoryStream(bytes, 0, length))
            : throw new IOException("the answer is larger than 1 MiB");
    }

    private static bool IsMetadata(MemoryStream document)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var reader = XmlReader.Create(document, settings);
        try
        {
            bool isMetadata = reader.MoveToContent() == XmlNodeType.Element && reader.LocalName == "repomd";
            while (reader.Read())
            {
                // The rest must be XML, too.
            }

            return isMetadata;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private static Uri WithoutUser(Uri url) => new UriBuilder(url) { UserName = "", Password = "" }.Uri;

    private async Task<RepositoryAnswer?> FollowAsync(Uri url, CancellationToken cancellationToken)
    {
        string credentials = Uri.UnescapeDataString(url.UserInfo);
        string origin = WithoutUser(url).GetLeftPart(UriPartial.Authority);
        for (int redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, WithoutUser(url));
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue("copr-contracts", Report.Version));

            // Credentials are for their own server, and do not follow a redirect to another.
            if (credentials.Length > 0 && request.RequestUri!.GetLeftPart(UriPartial.Authority) == origin)
            {
                string basic = Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials));
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", basic);
            }

            using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if ((int)response.StatusCode is < 300 or >= 400 || response.Headers.Location is not { } location)
            {
                return await JudgeAsync(response, cancellationToken);
            }

            url = new Uri(url, location);
            if (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)
            {
                return new(Unreachable, $"redirects to {url.Scheme}:");
            }
        }

        return new(Unreachable, string.Create(CultureInfo.InvariantCulture, $"redirects more than {MaxRedirects} times"));
    }
}
