using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Copr.Contracts.Tool.Tests;

/// <summary>A server on loopback that answers every connection with the same bytes, right or wrong, and closes it.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    private Task running = Task.CompletedTask;

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    public static RawServer Start(byte[] answer)
    {
        var server = new RawServer();
        server.listener.Start();
        server.running = server.RunAsync(answer);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await running;
        listener.Dispose();
    }

    private async Task RunAsync(byte[] answer)
    {
        try
        {
            while (true)
            {
                using Socket client = await listener.AcceptSocketAsync();
                await client.ReceiveAsync(new byte[4096]);
                await client.SendAsync(answer);
                client.Shutdown(SocketShutdown.Both);
            }
        }
        catch (SocketException)
        {
            // The test is over.
        }
    }
}
