using System.Text;
using Copr.Contracts.Tool.Printing;
using Spectre.Console.Rendering;

namespace Copr.Contracts.Tool.Checking;

/// <summary>A part of a line that fits a screen, and the index in it to which a caret points.</summary>
internal sealed record Excerpt(string Text, int Caret)
{
    private const string Ellipsis = "…";

    /// <summary>Reads a text once, and returns the excerpt of each violation; null for those without a place.</summary>
    public static async Task<IReadOnlyList<Excerpt?>> FindAsync(
        Stream utf8Text, IReadOnlyList<Violation> violations, Secrets secrets, int width, CancellationToken cancellationToken)
    {
        // Most of a thousand tasks break no rule.
        if (violations.Count == 0)
        {
            return [];
        }

        ExcerptPlace?[] places = [.. violations.Select(ExcerptPlace.Of)];
        var finder = new ExcerptFinder(
            places.OfType<ExcerptPlace>(),
            (line, caret, hasMoreBefore, hasMoreAfter) => Of(line, caret, hasMoreBefore, hasMoreAfter, secrets, width));
        await finder.ReadAsync(utf8Text, cancellationToken);
        return [.. places.Select(place => place is { } known ? finder.Found.GetValueOrDefault(known) : null)];
    }

    /// <param name="line">A part of a line.</param>
    /// <param name="caret">The index in it to which the caret points.</param>
    /// <param name="hasMoreBefore">Whether the line begins before the part.</param>
    /// <param name="hasMoreAfter">Whether the line ends after the part.</param>
    /// <param name="secrets">What is hidden.</param>
    /// <param name="width">The number of columns of the excerpt.</param>
    private static Excerpt Of(string line, int caret, bool hasMoreBefore, bool hasMoreAfter, Secrets secrets, int width)
    {
        List<string> cells = [];
        int caretCell = -1;
        bool[] isHidden = FindSecrets(line, hasMoreBefore, secrets);
        int index = 0;
        while (index < line.Length)
        {
            int start = index;
            index += isHidden[start] ? isHidden.AsSpan(start).IndexOf(false) is var end and >= 0 ? end : line.Length - start
                : char.IsSurrogatePair(line, start) ? 2 : 1;
            caretCell = caretCell < 0 && caret < index ? cells.Count : caretCell;
            cells.Add(isHidden[start] ? $"{Secrets.Mask}" : Show(line[start..index]));
        }

        // A caret can point to the end of the line.
        cells.Add(" ");
        caretCell = caretCell < 0 ? cells.Count - 1 : caretCell;
        return Fit(cells, caretCell, hasMoreBefore, hasMoreAfter, width);
    }

    /// <summary>Takes as many cells around the caret as fit, half of them to the right of it if there are as many.</summary>
    private static Excerpt Fit(List<string> cells, int caret, bool hasMoreBefore, bool hasMoreAfter, int width)
    {
        int[] widths = [.. cells.Select(WidthOf)];
        int first = caret;
        int last = caret + 1;
        int used = widths[caret] + (2 * Ellipsis.Length);
        Extend(cells.Count, used + ((width - used) / 2));
        while (first > 0 && used + widths[first - 1] <= width)
        {
            used += widths[--first];
        }

        Extend(cells.Count, width);
        string before = first > 0 || hasMoreBefore ? Ellipsis : "";
        string after = last < cells.Count || hasMoreAfter ? Ellipsis : "";
        return new Excerpt(
            (before + string.Concat(cells[first..last])).TrimEnd(' ') + after,
            before.Length + widths[first..caret].Sum());

        void Extend(int end, int limit)
        {
            while (last < end && used + widths[last] <= limit)
            {
                used += widths[last++];
            }
        }
    }

    /// <summary>
    /// Marks the characters that a secret is written with. In JSON, any of them can be escaped. The part, or the document, may end in the
    /// middle of a secret.
    /// </summary>
    private static bool[] FindSecrets(string line, bool hasMoreBefore, Secrets secrets)
    {
        var text = new StringBuilder(line.Length);
        List<int> starts = new(line.Length + 1);
        for (int index = 0; index < line.Length;)
        {
            starts.Add(index);
            text.Append(Unescape(line, ref index));
        }

        starts.Add(line.Length);
        bool[] isHidden = new bool[line.Length];
        foreach ((int start, int end) in secrets.Find(text.ToString(), isCutOff: true))
        {
            isHidden.AsSpan(starts[start]..starts[end]).Fill(true);
        }

        // What precedes an @ at the beginning of a part may be the end of a secret.
        if (hasMoreBefore && text.ToString().Split(Secrets.Boundary, ' ')[0].LastIndexOf('@') is var at and > 0)
        {
            isHidden.AsSpan(0, starts[at]).Fill(true);
        }

        return isHidden;
    }

    /// <summary>Reads the next character of a text in JSON. A quotation mark is the boundary of a string.</summary>
    private static char Unescape(string line, ref int index)
    {
        bool isQuotation = line[index] == '"';
        char character = JsonEscape.Read(line, ref index);
        return isQuotation ? Secrets.Boundary : character;
    }

    private static string Show(string character) => character == "\t" ? " " : Invisible.Escape(character);

    private static int WidthOf(string cell) => cell.Length == 1 && char.IsAscii(cell[0]) ? 1 : new Segment(cell).CellCount();
}
