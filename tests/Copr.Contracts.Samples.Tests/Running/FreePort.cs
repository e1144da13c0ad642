using System.Net;
using System.Net.Sockets;

namespace Copr.Contracts.Samples.Tests.Running;

internal static class FreePort
{
    /// <summary>A port of loopback that nobody listens on.</summary>
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
