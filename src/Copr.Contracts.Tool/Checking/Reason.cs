using System.Net.Sockets;
using System.Security.Authentication;

namespace Copr.Contracts.Tool.Checking;

/// <summary>Says why something failed: the innermost reason, in one clause.</summary>
internal static class Reason
{
    public static string Of(Exception exception)
    {
        List<Exception> chain = ChainOf(exception);
        string innermost = chain[^1].Message.TrimEnd('.');
        return chain.Exists(static reason => reason is AuthenticationException) ? $"the server's certificate is not trusted: {innermost}"
            : IsCutOff(exception) ? $"the connection was closed or reset before the end of the answer: {innermost}"
            : innermost;
    }

    /// <summary>Whether a server closed the connection before the end of its answer.</summary>
    public static bool IsCutOff(Exception exception) => ChainOf(exception).Exists(static reason =>
        reason is HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded }
            or SocketException { SocketErrorCode: SocketError.ConnectionReset });

    private static List<Exception> ChainOf(Exception exception)
    {
        List<Exception> chain = [];
        for (Exception? inner = exception; inner is not null; inner = inner.InnerException)
        {
            chain.Add(inner);
        }

        return chain;
    }
}
