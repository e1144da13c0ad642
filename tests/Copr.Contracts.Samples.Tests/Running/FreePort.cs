using System.Net;
using System.Net.Sockets;

namespace Copr.Contracts.Samples.Tests.Running;

internal static class FreePort
{
    /// <summary>Finds a port of loopback that is not in use.</summary>
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
