using System.Globalization;
using System.Text;
using Copr.Contracts.Tool.Printing;
using Spectre.Console.Rendering;

namespace Copr.Contracts.Tool.Checking;

/// <summary>A part of a line that fits a screen, and the index in it to which a caret points.</summary>
internal sealed record Excerpt(string Text, int Caret)
{
    /// <summary>How many characters around a place are read. Most are only needed to find the beginning and end of a secret.</summary>
    private const int Context = 1024;

    private const string Ellipsis = "…";

    /// <summary>Reads a text once, and returns the excerpt of each place.</summary>
    public static async Task<IReadOnlyDictionary<(long Line, long Column), Excerpt>> FindAsync(
        Stream utf8Text, IEnumerable<(long Line, long Column)> places, Secrets secrets, int width, CancellationToken cancellationToken)
    {
        Dictionary<(long Line, long Column), Excerpt> found = [];
        Queue<(long Line, long Column)> wanted = new(places.Distinct().Order());
        using var reader = new StreamReader(utf8Text, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var window = new StringBuilder();
        char[] buffer = new char[64 * 1024];
        long line = 1;
        long column = 1;
        int read;
        while (wanted.Count > 0 && (read = await reader.ReadAsync(buffer, cancellationToken)) > 0)
        {
            for (int index = 0; index < read && wanted.Count > 0; index++)
            {
                char character = buffer[index];
                bool isEnd = character == '\n';
                if (!isEnd && wanted.Peek().Line == line)
                {
                    window.Append(character);
                    if (window.Length > 8 * Context)
                    {
                        window.Remove(0, window.Length - (2 * Context));
                    }
                }

                // The excerpt is complete after enough characters to the right of its place.
                while (wanted.Count > 0 && wanted.Peek() is var place && place.Line == line && (isEnd || column >= place.Column + Context))
                {
                    Take(column - (isEnd ? 1 : 0), isEnd);
                }

                if (isEnd)
                {
                    line++;
                    column = 1;
                    window.Clear();
                }
                else
                {
                    column++;
                }
            }
        }

        while (wanted.Count > 0 && wanted.Peek().Line == line)
        {
            Take(column - 1, isEnd: true);
        }

        return found;

        // Takes the excerpt of the next place from the last characters of the line so far.
        void Take(long lastColumn, bool isEnd)
        {
            (long, long Column) place = wanted.Dequeue();
            long firstColumn = lastColumn - window.Length + 1;
            long first = Math.Max(firstColumn, place.Column - Context);
            string text = window.ToString((int)(first - firstColumn), (int)(lastColumn - first + 1));
            found[place] = Of(isEnd ? text.TrimEnd('\r') : text, (int)(place.Column - first), first > 1, !isEnd, secrets, width);
        }
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
        char character = line[index++];
        if (character != '\\' || index == line.Length)
        {
            return character == '"' ? Secrets.Boundary : character;
        }

        character = line[index++];
        if (character == 'u' && index + 4 <= line.Length
            && ushort.TryParse(line.AsSpan(index, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
        {
            index += 4;
            return (char)code;
        }

        return character is 'b' or 'f' or 'n' or 'r' or 't' ? ' ' : character;
    }

    private static string Show(string character) => character == "\t" ? " " : Invisible.Escape(character);

    private static int WidthOf(string cell) => cell.Length == 1 && char.IsAscii(cell[0]) ? 1 : new Segment(cell).CellCount();
}
