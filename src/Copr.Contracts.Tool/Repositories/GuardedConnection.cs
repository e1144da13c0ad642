using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Copr.Contracts.Tool.Repositories;

/// <summary>
/// Connects to public addresses only. It looks at the address that it connects to, so that neither a name that leads elsewhere
/// nor a redirect gets round it.
/// </summary>
internal static class GuardedConnection
{
    public static SocketsHttpHandler CreateHandler(bool allowsPrivate) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, allowsPrivate, cancellationToken),
    };

    [SuppressMessage("Reliability", "CA2000", Justification = "The stream owns the socket; where there is no stream, it is disposed of.")]
    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint target, bool allowsPrivate, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = await Dns.GetHostAddressesAsync(target.Host, cancellationToken);
        IPAddress[] allowed = allowsPrivate ? addresses : Array.FindAll(addresses, PublicAddress.IsPublic);
        if (allowed.Length == 0)
        {
            throw new PrivateAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.NoDelay = true;
            await socket.ConnectAsync(allowed, target.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>All of a host's addresses are private.</summary>
internal sealed class PrivateAddressException() : IOException("its address is private, and --allow-private was not given");
