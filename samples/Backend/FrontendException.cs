using System.Net;
using Copr.Contracts;

namespace Copr.Backend;

/// <summary>
/// Thrown if the frontend is unreachable, too slow, or sends a response that cannot be used. The backend then tries again later.
/// </summary>
internal sealed class FrontendException : Exception
{
    public FrontendException(Exception reason)
        : base(reason.Message, reason)
    {
        HttpStatusCode? status = (reason as HttpRequestException)?.StatusCode;
        IsAboutBackend = status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests;

        // 503 says that the frontend cannot answer now, whatever the request.
        IsAboutRequest = reason is ContractException
            || (!IsAboutBackend && status is not (null or HttpStatusCode.ServiceUnavailable));
    }

    /// <param name="refusal">The rule that the request breaks, and how.</param>
    public FrontendException(string refusal)
        : base(refusal)
    {
        Refusal = refusal;
        IsAboutRequest = true;
    }

    /// <summary>Whether the frontend answered, so that it may answer another request differently.</summary>
    public bool IsAboutRequest { get; }

    /// <summary>
    /// Whether the frontend refuses this backend, whatever the request. It counts wrong passwords by address, so each request more may
    /// shut out a neighbor.
    /// </summary>
    public bool IsAboutBackend { get; }

    /// <summary>The rule that the request breaks, and how; null if the frontend does not name a rule.</summary>
    public string? Refusal { get; }
}
