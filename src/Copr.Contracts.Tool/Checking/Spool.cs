namespace Copr.Contracts.Tool.Checking;

/// <summary>Copies input that can be read only once: a little to memory, and more to a temporary file, which is deleted when it is
/// closed.</summary>
internal static class Spool
{
    private const int MaxBytesInMemory = 64 * 1024;

    private const FileOptions Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous;

    /// <summary>Copies the input until its end, or until it exceeds the limit in bytes.</summary>
    public static async Task<Stream> FillAsync(Stream input, long limit, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[MaxBytesInMemory];
        int length = await input.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        if (length < buffer.Length)
        {
            return new MemoryStream(buffer, 0, length, writable: false);
        }

        var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, Options);
        try
        {
            for (int read = length; read > 0; read = file.Length <= limit ? await input.ReadAsync(buffer, cancellationToken) : 0)
            {
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
