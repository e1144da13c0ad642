namespace Copr.Contracts.Tool.Serving;

/// <summary>A backend's request.</summary>
/// <param name="Method">The method, such as POST.</param>
/// <param name="Path">The path without slashes at its ends, such as <c>backend/update</c>.</param>
/// <param name="Limit">The parameter <c>limit</c> of the query; null if there is none.</param>
/// <param name="Body">The body.</param>
internal sealed record BackendRequest(string Method, string Path, int? Limit, byte[] Body)
{
    public bool IsGet => Method is "GET" or "HEAD";

    public bool IsPost => Method is "POST" or "PUT";
}

/// <summary>The answer to a backend's request: JSON.</summary>
internal sealed record Answer(int Status, byte[] Json)
{
    public static Answer Ok(ReadOnlySpan<byte> json) => new(200, json.ToArray());
}
