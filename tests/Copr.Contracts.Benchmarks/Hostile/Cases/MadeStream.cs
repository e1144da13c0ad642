namespace Copr.Contracts.Hostile;

/// <summary>A stream of a text that is created while it is read, without allocating.</summary>
/// <param name="parts">The text.</param>
/// <param name="maxAtATime">The number of bytes that a read returns at most.</param>
internal sealed class MadeStream(IReadOnlyList<Part> parts, int maxAtATime = int.MaxValue) : Stream
{
    private readonly byte[] piece = new byte[Part.MaxPiece];
    private int part;
    private long index;
    private int start;
    private int end;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        buffer = buffer[..Math.Min(buffer.Length, maxAtATime)];
        int read = 0;
        while (read < buffer.Length && (start < end || TryCreate()))
        {
            int length = Math.Min(end - start, buffer.Length - read);
            piece.AsSpan(start, length).CopyTo(buffer[read..]);
            start += length;
            read += length;
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer, offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private bool TryCreate()
    {
        while (part < parts.Count && index == parts[part].Times)
        {
            part++;
            index = 0;
        }

        if (part == parts.Count)
        {
            return false;
        }

        start = 0;
        end = parts[part].Write(index++, piece);
        return true;
    }
}
