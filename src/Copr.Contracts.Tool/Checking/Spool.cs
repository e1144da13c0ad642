namespace Copr.Contracts.Tool.Checking;

/// <summary>Copies input that can be read only once to a temporary file, which is deleted when it is closed.</summary>
internal static class Spool
{
    private const FileOptions Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous;

    /// <summary>Copies the input until its end, or until it exceeds the limit in bytes.</summary>
    public static async Task<FileStream> FillAsync(Stream input, long limit, CancellationToken cancellationToken)
    {
        var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, Options);
        try
        {
            byte[] buffer = new byte[80 * 1024];
            int read;
            while (file.Length <= limit && (read = await input.ReadAsync(buffer, cancellationToken)) > 0)
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
