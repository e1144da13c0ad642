using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Text;
using System.Xml;
using Copr.Contracts.Tool.Reports;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tool.Repositories;

/// <summary>Asks for one repository's metadata, and takes nothing on trust: not the address, the redirects, the size nor the time.</summary>
internal sealed class RepositoryClient(bool allowsPrivate, TimeSpan timeout) : IDisposable
{
    private const int MaxRedirects = 5;

    /// <summary>A repomd.xml has a few kilobytes; of anything else no more is taken.</summary>
    private const int MaxBytes = 1024 * 1024;

    private readonly HttpClient http = new(GuardedConnection.CreateHandler(allowsPrivate)) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };

    /// <summary>Null where the metadata is there.</summary>
    public async Task<RepositoryAnswer?> AskAsync(string url, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(timeout);
        try
        {
            return await FollowAsync(new Uri(url, UriKind.Absolute), patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Unreachable(string.Create(CultureInfo.InvariantCulture, $"gives no whole answer within {timeout.TotalSeconds} seconds"));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or AuthenticationException or UriFormatException)
        {
            return Unreachable($"does not answer: {(exception.InnerException as PrivateAddressException ?? exception).Message.TrimEnd('.')}");
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<RepositoryAnswer?> FollowAsync(Uri url, CancellationToken cancellationToken)
    {
        string credentials = url.UserInfo;
        string origin = WithoutUser(url).GetLeftPart(UriPartial.Authority);
        for (int redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, WithoutUser(url));
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue("copr-contracts", Report.Version));
            if (credentials.Length > 0 && request.RequestUri!.GetLeftPart(UriPartial.Authority) == origin)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(credentials))));
            }

            using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if ((int)response.StatusCode is < 300 or >= 400 || response.Headers.Location is not { } location)
            {
                return await JudgeAsync(response, cancellationToken);
            }

            url = new Uri(url, location);
            if (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)
            {
                return Unreachable($"redirects to {url.Scheme}:");
            }
        }

        return Unreachable(string.Create(CultureInfo.InvariantCulture, $"redirects more than {MaxRedirects} times"));
    }

    private static async Task<RepositoryAnswer?> JudgeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                return await IsMetadataAsync(response, cancellationToken) ? null : new RepositoryAnswer(Rules.NoRepodata, "is no repomd.xml");
            case HttpStatusCode.NotFound or HttpStatusCode.Gone:
                return new RepositoryAnswer(Rules.NoRepodata, "is not there");
            default:
                return Unreachable(string.Create(CultureInfo.InvariantCulture, $"answers with {(int)response.StatusCode}"));
        }
    }

    /// <summary>Whether the body is XML that begins as the metadata of a repository does, and ends within bounds.</summary>
    private static async Task<bool> IsMetadataAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
        byte[] bytes = new byte[MaxBytes + 1];
        int length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > MaxBytes)
        {
            throw new IOException("the answer has no end within 1 MiB");
        }

        return IsMetadata(bytes.AsSpan(0, length).ToArray());
    }

    private static bool IsMetadata(byte[] document)
    {
        using var reader = XmlReader.Create(new MemoryStream(document), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        try
        {
            bool isMetadata = reader.MoveToContent() == XmlNodeType.Element && reader.LocalName == "repomd";
            while (reader.Read())
            {
                // It has to be whole.
            }

            return isMetadata;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private static Uri WithoutUser(Uri url) => new UriBuilder(url) { UserName = "", Password = "" }.Uri;

    private static RepositoryAnswer Unreachable(string found) => new(Rules.Unreachable, found);
}
