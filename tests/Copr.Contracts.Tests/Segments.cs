using System.Buffers;

namespace Copr.Contracts.Tests;

/// <summary>Creates a text in pieces, as a pipe has it.</summary>
internal static class Segments
{
    public static ReadOnlySequence<byte> Of(IReadOnlyList<byte[]> pieces)
    {
        var first = new Piece(pieces[0], null);
        Piece last = pieces.Skip(1).Aggregate(first, static (before, piece) => new Piece(piece, before));
        return new(first, 0, last, last.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(byte[] piece, Piece? before)
        {
            Memory = piece;
            RunningIndex = before is null ? 0 : before.RunningIndex + before.Memory.Length;
            before?.Next = this;
        }
    }
}
