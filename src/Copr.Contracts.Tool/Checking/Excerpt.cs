using System.Globalization;
using System.Text;

namespace Copr.Contracts.Tool.Checking;

/// <summary>A part of a line that fits a screen, and the index in it to which a caret points.</summary>
internal sealed record Excerpt(string Text, int Caret)
{
    private const int Before = 60;

    private const int After = 60;

    /// <summary>Reads a text once, and returns the excerpt of each place.</summary>
    public static async Task<IReadOnlyDictionary<(long Line, long Column), Excerpt>> FindAsync(
        Stream utf8Text, IEnumerable<(long Line, long Column)> places, CancellationToken cancellationToken)
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

                // The excerpt is complete after enough characters to the right of its place.
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
    /// <param name="lastColumn">The column of the last of them.</param>
    /// <param name="column">The column to which the caret points.</param>
    private static Excerpt Take(StringBuilder window, long lastColumn, long column)
    {
        long firstInWindow = lastColumn - window.Length + 1;
        long first = Math.Max(firstInWindow, column - Before);
        int start = (int)Math.Clamp(first - firstInWindow, 0, window.Length);
        int length = Math.Min(window.Length - start, Before + After);
        string visible = string.Concat(window.ToString(start, length).TrimEnd('\r').Select(static c => IsVisible(c) ? c : ' '));
        string ellipsis = first > 1 ? "…" : "";
        return new Excerpt(ellipsis + visible, (int)(column - first) + ellipsis.Length);
    }

    private static bool IsVisible(char character) =>
        !char.IsControl(character) && char.GetUnicodeCategory(character) != UnicodeCategory.Format;
}
