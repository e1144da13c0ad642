using System.Buffers;

namespace Copr.Contracts.Fuzzing.Promises;

/// <summary>A stream that returns pieces of 1 to 23 bytes. The next byte decides how many, so an input chooses its own pieces.</summary>
internal sealed class CutStream(byte[] content) : MemoryStream(content, writable: false)
{
    private readonly byte[] content = content;

    /// <summary>The same pieces in memory.</summary>
    public static ReadOnlySequence<byte> Cut(byte[] content)
    {
        var first = new Piece(default, null);
        Piece last = first;
        for (int position = 0; position < content.Length; position += last.Memory.Length)
        {
            last = new Piece(content.AsMemory(position, Math.Min(LengthAt(content, position), content.Length - position)), last);
        }

        return new(first, 0, last, last.Memory.Length);
    }

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Next(buffer.Length)]);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Next(buffer.Length)], cancellationToken);

    private static int LengthAt(byte[] content, int position) => 1 + (content[position] % 23);

    private int Next(int most) => Position < content.Length ? Math.Min(most, LengthAt(content, (int)Position)) : most;

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, Piece? before)
        {
            Memory = memory;
            RunningIndex = before is null ? 0 : before.RunningIndex + before.Memory.Length;
            before?.Next = this;
        }
    }
}
