using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Copr.Contracts.Tool.Repositories;

/// <summary>
/// Connects to public addresses only. It checks the addresses that it connects to, so neither a host name nor a redirect can lead to a
/// private one.
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

    [SuppressMessage("Reliability", "CA2000", Justification = "The stream owns the socket. If there is no stream, the socket is disposed.")]
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

/// <summary>All addresses of a host are private.</summary>
internal sealed class PrivateAddressException() : IOException("its address is private, and --allow-private is not given");
