namespace Copr.Contracts.Tool.Checking;

/// <summary>Copies input that can be read only once: a little to memory, and more to a temporary file, which is deleted when it is
/// closed.</summary>
internal static class Spool
{
    private const int MaxBytesInMemory = 64 * 1024;

    /// <summary>More than most tasks have.</summary>
    private const int UsualBytes = 8 * 1024;

    private const FileOptions Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous;

    /// <summary>Copies the input until its end, or until it exceeds the limit in bytes. If a server cuts its response off, the error is
    /// returned with what arrived.</summary>
    public static async Task<(Stream Content, Exception? CutOff)> FillAsync(Stream input, long limit, CancellationToken cancellationToken)
    {
        Exception? cutOff = null;
        byte[] buffer = new byte[UsualBytes];
        int length = 0;
        int read;
        do
        {
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, 2 * length);
            }

            length += read = await ReadAsync(length);
        }
        while (read > 0 && length < MaxBytesInMemory);

        if (read == 0)
        {
            return (new MemoryStream(buffer, 0, length, writable: false), cutOff);
        }

        var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, Options);
        try
        {
            for (read = length; read > 0; read = file.Length <= limit ? await ReadAsync(0) : 0)
            {
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            file.Position = 0;
            return (file, cutOff);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }

        async ValueTask<int> ReadAsync(int start)
        {
            try
            {
                return await input.ReadAsync(buffer.AsMemory(start), cancellationToken);
            }
            catch (Exception exception) when (Reason.IsCutOff(exception))
            {
                cutOff = exception;
                return 0;
            }
        }
    }
}
