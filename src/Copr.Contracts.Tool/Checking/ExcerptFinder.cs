using System.Text;

namespace Copr.Contracts.Tool.Checking;

/// <summary>Creates an excerpt from a part of a line.</summary>
/// <param name="line">A part of a line.</param>
/// <param name="caret">The index in it to which the caret points.</param>
/// <param name="hasMoreBefore">Whether the line begins before the part.</param>
/// <param name="hasMoreAfter">Whether the line ends after the part.</param>
internal delegate Excerpt CreateExcerpt(string line, int caret, bool hasMoreBefore, bool hasMoreAfter);

/// <summary>Reads a text once, and creates the excerpts of places in it.</summary>
internal sealed class ExcerptFinder(IEnumerable<ExcerptPlace> places, CreateExcerpt create)
{
    /// <summary>How many characters around a place are read. Most are only needed to find the beginning and end of a secret.</summary>
    private const int Context = 1024;

    private readonly Queue<ExcerptPlace> upcoming = new(places.Distinct().OrderBy(static place => (place.Line, place.Column)));

    /// <summary>Places on the current line, with the columns of their carets.</summary>
    private readonly Queue<(ExcerptPlace Place, long Caret)> wanted = [];

    private readonly Dictionary<ExcerptPlace, Excerpt> found = [];

    /// <summary>The last characters of the current line.</summary>
    private readonly StringBuilder window = new();

    private ListScanner? list;

    private long line = 1;

    private long column = 1;

    public IReadOnlyDictionary<ExcerptPlace, Excerpt> Found => found;

    public async Task ReadAsync(Stream utf8Text, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(utf8Text, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        char[] buffer = new char[64 * 1024];
        int read;
        while (IsUnfinished() && (read = await reader.ReadAsync(buffer, cancellationToken)) > 0)
        {
            foreach (char character in buffer.AsSpan(0, read))
            {
                if (character == '\n')
                {
                    EndLine();
                }
                else if (IsWanted())
                {
                    Read(character);
                }

                column = character == '\n' ? 1 : column + 1;
            }
        }

        EndLine();

        bool IsUnfinished() => upcoming.Count > 0 || wanted.Count > 0 || list is not null;

        bool IsWanted() => wanted.Count > 0 || list is not null || (upcoming.TryPeek(out ExcerptPlace place) && place.Line == line);
    }

    private void Read(char character)
    {
        window.Append(character);
        if (window.Length > 8 * Context)
        {
            window.Remove(0, window.Length - (2 * Context));
        }

        if (list?.Read(character, column, Want) == false)
        {
            list = null;
        }

        while (upcoming.TryPeek(out ExcerptPlace place) && place.Line == line && place.Column == column)
        {
            // The caret points to the whole value, unless the scanner finds the part of the list.
            Want(upcoming.Dequeue(), column);
            if (place.List is not null && character == '"')
            {
                list ??= new ListScanner();
                list.Add(place);
            }
        }

        // The excerpt is complete after enough characters to the right of its place.
        while (wanted.TryPeek(out (ExcerptPlace, long Caret) first) && column >= first.Caret + Context)
        {
            Take(column, isEnd: false);
        }
    }

    private void EndLine()
    {
        // A place can be the end of the line.
        while (upcoming.TryPeek(out ExcerptPlace place) && place.Line == line)
        {
            Want(upcoming.Dequeue(), place.Column);
        }

        while (wanted.Count > 0)
        {
            Take(column - 1, isEnd: true);
        }

        list = null;
        line++;
        window.Clear();
    }

    private void Want(ExcerptPlace place, long caret) => wanted.Enqueue((place, caret));

    /// <summary>Creates the excerpt of the next place from the last characters of the line so far.</summary>
    private void Take(long lastColumn, bool isEnd)
    {
        (ExcerptPlace place, long caret) = wanted.Dequeue();
        long firstColumn = lastColumn - window.Length + 1;
        long first = Math.Max(firstColumn, caret - Context);
        string text = window.ToString((int)(first - firstColumn), (int)(lastColumn - first + 1));
        found[place] = create(isEnd ? text.TrimEnd('\r') : text, (int)(caret - first), first > 1, !isEnd);
    }
}
