using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Copr.Contracts.Tool.Serving;

/// <summary>Serves HTTP on loopback. A request is answered after its body has arrived, and one after another.</summary>
internal sealed class Server : IDisposable
{
    /// <summary>The largest body that is read, in bytes.</summary>
    public const int MaxBodyBytes = 16 * 1024 * 1024;

    /// <summary>How often a port is chosen again, because another program took it meanwhile.</summary>
    private const int MaxAttempts = 10;

    private readonly HttpListener listener = new();

    private readonly Lock answering = new();

    /// <summary>An error in an answer, which ends the server.</summary>
    private readonly TaskCompletionSource fault = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Server(int port)
    {
        Port = port;
        listener.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        listener.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}/"));
    }

    public int Port { get; }

    /// <param name="port">The port; 0 for a free one.</param>
    /// <exception cref="CouldNotCheckException">The port cannot be used.</exception>
    public static Server Start(int port)
    {
        for (int attempt = 1; ; attempt++)
        {
            int chosen = port == 0 ? FindPort() : port;
            var server = new Server(chosen);
            try
            {
                server.listener.Start();
                return server;
            }
            catch (HttpListenerException exception)
            {
                server.Dispose();
                if (port != 0 || attempt == MaxAttempts)
                {
                    throw new CouldNotCheckException($"--port {chosen}: {exception.Message}.", exception);
                }
            }
        }
    }

    /// <summary>Answers requests until it is canceled.</summary>
    public async Task RunAsync(
        Func<BackendRequest, (Answer Answer, IReadOnlyList<(string Name, string Value)> Headers)> answer,
        CancellationToken cancellationToken)
    {
        await using CancellationTokenRegistration stop = cancellationToken.Register(listener.Stop);
        try
        {
            while (true)
            {
                Task<HttpListenerContext> next = listener.GetContextAsync();
                await await Task.WhenAny(next, fault.Task);
                _ = AnswerAsync(await next, answer, cancellationToken);
            }
        }
        catch (Exception exception) when (IsExpected(exception) && cancellationToken.IsCancellationRequested)
        {
            lock (answering)
            {
                // The last answer is given. Requests that arrive later get none.
            }
        }
    }

    public void Dispose() => listener.Close();

    /// <summary>Whether the server stopped or the backend closed the connection. A server that is stopped cannot be asked.</summary>
    private static bool IsExpected(Exception exception) => exception is HttpListenerException or InvalidOperationException or IOException;

    private async Task AnswerAsync(
        HttpListenerContext context,
        Func<BackendRequest, (Answer Answer, IReadOnlyList<(string Name, string Value)> Headers)> answer,
        CancellationToken cancellationToken)
    {
        try
        {
            BackendRequest request = await ReadAsync(context.Request);
            if (TryAnswer(() => answer(request), cancellationToken) is not { } given)
            {
                return;
            }

            await WriteAsync(context.Response, given.Answer, given.Headers, hasBody: request.Method != "HEAD");
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            // There is nobody to answer.
        }
    }

    /// <summary>Returns an answer; null if the server has stopped or there is an error, which ends it.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "The error is thrown where the server runs.")]
    private T? TryAnswer<T>(Func<T> answer, CancellationToken cancellationToken)
        where T : struct
    {
        lock (answering)
        {
            try
            {
                return cancellationToken.IsCancellationRequested ? null : answer();
            }
            catch (Exception exception)
            {
                fault.TrySetException(exception);
                return null;
            }
        }
    }

    private static async Task<BackendRequest> ReadAsync(HttpListenerRequest request)
    {
        using var body = new MemoryStream();
        byte[] buffer = new byte[80 * 1024];
        int read;
        while (body.Length <= MaxBodyBytes && (read = await request.InputStream.ReadAsync(buffer)) > 0)
        {
            await body.WriteAsync(buffer.AsMemory(0, read));
        }

        bool hasLimit = int.TryParse(request.QueryString["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out int limit);
        string path = Uri.UnescapeDataString(request.Url!.AbsolutePath).Trim('/');
        return new BackendRequest(
            request.HttpMethod,
            path,
            hasLimit && limit > 0 ? limit : null,
            request.Headers["Authorization"],
            request.ContentType,
            body.ToArray());
    }

    private static async Task WriteAsync(
        HttpListenerResponse response, Answer answer, IReadOnlyList<(string Name, string Value)> headers, bool hasBody)
    {
        response.StatusCode = answer.Status;
        response.ContentType = "application/json";
        foreach ((string name, string value) in headers)
        {
            response.Headers[name] = value;
        }

        response.ContentLength64 = answer.Json.Length;
        if (hasBody)
        {
            await response.OutputStream.WriteAsync(answer.Json);
        }

        response.Close();
    }

    private static int FindPort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
