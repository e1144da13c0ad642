using Copr.Contracts.Validation;

namespace Copr.Contracts.Tool.Checking;

/// <summary>Recognizes the encodings of a document that are not UTF-8, as some shells write them.</summary>
internal static class TextEncoding
{
    private static readonly Rule MalformedJson = Rules.Find("COPR101")!;

    /// <summary>The length of the mark that says that a document is in UTF-8.</summary>
    public static int LengthOfMark(ReadOnlySpan<byte> beginning) => beginning.StartsWith("\uFEFF"u8) ? 3 : 0;

    /// <summary>Reports an encoding in which no document can be read.</summary>
    public static Violation? FindProblem(ReadOnlySpan<byte> beginning)
    {
        string? name = beginning switch
        {
            [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] or [not 0, 0, 0, 0, ..] or [0, 0, 0, not 0, ..] => "UTF-32",
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [not 0, 0, not 0, 0, ..] or [0, not 0, 0, not 0, ..] => "UTF-16",
            _ => null,
        };
        return name is null ? null : new(MalformedJson, "", $"the document is in {name}", "UTF-8") { Line = 1, Column = 1 };
    }
}
