using System.Text;

namespace Copr.Contracts.Hostile;

/// <summary>Writes the piece of an index and returns its length.</summary>
internal delegate int Piece(long index, Span<byte> destination);

/// <summary>A part of a text: a number of pieces, created while they are read, so that a text may be larger than memory.</summary>
internal sealed record Part(long Times, Piece Write)
{
    /// <summary>The maximum length of a piece.</summary>
    public const int MaxPiece = 64 * 1024;

    /// <summary>The length up to which short texts are combined into one piece.</summary>
    private const int CombinedPiece = 32 * 1024;

    public static implicit operator Part(string text) => Repeat(text, 1);

    /// <summary>A text as often as it fits into a number of bytes.</summary>
    public static Part Fill(long bytes, string text) => Repeat(text, bytes / Encoding.UTF8.GetByteCount(text));

    /// <summary>As many pieces as fit into a number of bytes.</summary>
    public static Part Fill(long bytes, Piece write)
    {
        byte[] piece = new byte[MaxPiece];
        long times = 0;
        for (long length = write(0, piece); length <= bytes; length += write(times, piece))
        {
            times++;
        }

        return new(times, write);
    }

    private static Part Repeat(string text, long times)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        long combined = Math.Clamp(CombinedPiece / Math.Max(bytes.Length, 1), 1, Math.Max(times, 1));
        byte[] many = new byte[bytes.Length * combined];
        for (int offset = 0; offset < many.Length; offset += bytes.Length)
        {
            bytes.CopyTo(many, offset);
        }

        long pieces = (times + combined - 1) / combined;
        return new(pieces, (index, destination) =>
        {
            ReadOnlySpan<byte> piece = index < pieces - 1 ? many : many.AsSpan(0, (int)(bytes.Length * (times - (index * combined))));
            piece.CopyTo(destination);
            return piece.Length;
        });
    }
}
