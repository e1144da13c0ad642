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
        // 429 and 503 say that the frontend cannot answer now, whatever the request.
        IsAboutRequest = reason is ContractException
            or HttpRequestException
        {
            StatusCode: not (null or HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable),
        };
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

    /// <summary>The rule that the request breaks, and how; null if the frontend does not name a rule.</summary>
    public string? Refusal { get; }
}
