using System.Buffers.Text;
using System.Net.Http.Headers;

namespace Copr.Contracts.Tool.Serving;

/// <summary>A backend's request.</summary>
/// <param name="Method">The method, such as POST.</param>
/// <param name="Path">The path without slashes at its ends, such as <c>backend/update</c>.</param>
/// <param name="Limit">The parameter <c>limit</c> of the query; null if there is none.</param>
/// <param name="Authorization">The header Authorization; null if there is none.</param>
/// <param name="ContentType">The header Content-Type; null if there is none.</param>
/// <param name="Body">The body.</param>
internal sealed record BackendRequest(
    string Method, string Path, int? Limit, string? Authorization, string? ContentType, byte[] Body)
{
    public bool IsGet => Method is "GET" or "HEAD";

    public bool IsPost => Method is "POST" or "PUT";

    /// <summary>Whether it has the user and the password of HTTP Basic, whatever they are.</summary>
    private bool HasPassword => AuthenticationHeaderValue.TryParse(Authorization, out AuthenticationHeaderValue? value)
        && value.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)
        && value.Parameter is { } credentials && Base64.IsValid(credentials);

    private bool IsJson => MediaTypeHeaderValue.TryParse(ContentType, out MediaTypeHeaderValue? value)
        && "application/json".Equals(value.MediaType, StringComparison.OrdinalIgnoreCase);

    /// <summary>Refuses a request without a password, or with a body that is not JSON. Returns null if it is accepted.</summary>
    /// <param name="violations">What is wrong with the request, to which the reason is added.</param>
    /// <param name="notJson">The status for a body that is not JSON; null if the body is not read.</param>
    public Answer? Refuse(List<Violation> violations, int? notJson = null)
    {
        if (!HasPassword)
        {
            return Answer.Refuse(401, [ConversationRule.NoPassword(this)], violations);
        }

        return notJson is { } status && !IsJson ? Answer.Refuse(status, [ConversationRule.NotJson(this)], violations) : null;
    }
}

/// <summary>The answer to a backend's request: JSON.</summary>
internal sealed record Answer(int Status, byte[] Json)
{
    public static Answer Ok(ReadOnlySpan<byte> json) => new(200, json.ToArray());

    public static Answer Refuse(int status, IEnumerable<Violation> found, List<Violation> violations)
    {
        violations.AddRange(found);
        return new(status, "{}"u8.ToArray());
    }
}
