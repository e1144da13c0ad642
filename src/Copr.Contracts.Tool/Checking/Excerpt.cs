using System.Text;

namespace Copr.Contracts.Tool.Checking;

/// <summary>A piece of a line, and how far into it a column is.</summary>
internal sealed record Excerpt(string Text, int Caret)
{
    private const int Before = 60;

    private const int After = 60;

    /// <summary>Goes through a text once and takes out the lines of the places, as much of them as fits a screen.</summary>
    public static async Task<IReadOnlyDictionary<(long Line, long Column), Excerpt>> FindAsync(Stream utf8Text, IEnumerable<(long Line, long Column)> places, CancellationToken cancellationToken)
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
                    if (window.Length > 4 * (Before + After))
                    {
                        window.Remove(0, window.Length - (Before + After));
                    }
                }

                // A place is taken out as soon as what stands behind it is known.
                while (wanted.Count > 0 && wanted.Peek() is var place && place.Line == line && (isEnd || column >= place.Column + After))
                {
                    found[wanted.Dequeue()] = Take(window, column - (isEnd ? 1 : 0), place.Column);
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

        while (wanted.Count > 0 && wanted.Peek() is var place && place.Line == line)
        {
            found[wanted.Dequeue()] = Take(window, column - 1, place.Column);
        }

        return found;
    }

    /// <param name="window">The last characters of the line so far.</param>
    /// <param name="last">The column of the last of them.</param>
    /// <param name="column">The column that is pointed at.</param>
    private static Excerpt Take(StringBuilder window, long last, long column)
    {
        long firstKept = last - window.Length + 1;
        long first = Math.Max(firstKept, column - Before);
        int start = (int)Math.Clamp(first - firstKept, 0, window.Length);
        int length = Math.Min(window.Length - start, Before + After);
        string piece = window.ToString(start, length);
        string visible = string.Concat(piece.TrimEnd('\r').Select(static character => char.IsControl(character) || char.GetUnicodeCategory(character) == System.Globalization.UnicodeCategory.Format ? ' ' : character));
        string ellipsis = first > 1 ? "…" : "";
        return new Excerpt(ellipsis + visible, (int)(column - first) + ellipsis.Length);
    }
}
