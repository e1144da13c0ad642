namespace Copr.Contracts.Tool.Checking;

/// <summary>What cannot be read twice, in a temporary file that goes when it is closed.</summary>
internal static class Spool
{
    /// <summary>Copies up to a limit, and one byte more where there is more.</summary>
    public static async Task<FileStream> FillAsync(Stream input, long limit, CancellationToken cancellationToken)
    {
        var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            byte[] buffer = new byte[80 * 1024];
            int read;
            while (file.Length <= limit && (read = await input.ReadAsync(buffer, cancellationToken)) > 0)
            {
                await file.WriteAsync(buffer.AsMemory(0, (int)Math.Min(read, limit + 1 - file.Length)), cancellationToken);
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
