using System.Text;

namespace Copr.Contracts.Hostile;

/// <summary>Writes the piece of an index and says how long it is.</summary>
internal delegate int Piece(long index, Span<byte> destination);

/// <summary>A part of a text: a piece so many times, made when it is asked for, so that a text may be larger than memory.</summary>
internal sealed record Part(long Times, Piece Write)
{
    /// <summary>No piece is longer.</summary>
    public const int LongestPiece = 64 * 1024;

    private const int AtOnce = 32 * 1024;

    public static implicit operator Part(string text) => Repeat(text, 1);

    /// <summary>A short text over and over; many of them are one piece.</summary>
    public static Part Repeat(string text, long times)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        long atOnce = Math.Clamp(AtOnce / Math.Max(bytes.Length, 1), 1, Math.Max(times, 1));
        byte[] many = new byte[bytes.Length * atOnce];
        for (int offset = 0; offset < many.Length; offset += bytes.Length)
        {
            bytes.CopyTo(many, offset);
        }

        long pieces = (times + atOnce - 1) / atOnce;
        return new(pieces, (index, destination) =>
        {
            ReadOnlySpan<byte> piece = index < pieces - 1 ? many : many.AsSpan(0, (int)(bytes.Length * (times - (index * atOnce))));
            piece.CopyTo(destination);
            return piece.Length;
        });
    }
}
