namespace Copr.Contracts.Fuzzing;

/// <summary>A stream that gives away as many bytes at a time as the next of them says, so that the input decides where it is cut.</summary>
internal sealed class CutStream(byte[] content) : MemoryStream(content, writable: false)
{
    private readonly byte[] content = content;

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Next(buffer.Length)]);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Next(buffer.Length)], cancellationToken);

    private int Next(int atMost) => Position < content.Length ? Math.Min(atMost, 1 + (content[(int)Position] % 23)) : atMost;
}
