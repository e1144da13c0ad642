using System.Text;

namespace Copr.Contracts.Tool.Checking;

/// <summary>Finds the columns of parts of a list in its JSON string, whose characters it reads one by one.</summary>
internal sealed class ListScanner
{
    /// <summary>How many characters of an item are compared.</summary>
    private const int Compared = 256;

    private readonly List<ExcerptPlace> wanted = [];

    private readonly StringBuilder escape = new();

    private readonly StringBuilder item = new();

    private int number;

    private long start;

    private bool isInItem;

    public void Add(ExcerptPlace place) => wanted.Add(place);

    /// <summary>Reads the next character. Returns false if nothing is left to find.</summary>
    /// <param name="character">The character as it is written.</param>
    /// <param name="column">Its column.</param>
    /// <param name="found">Receives each place that is found, with its column. Columns never decrease.</param>
    public bool Read(char character, long column, Action<ExcerptPlace, long> found)
    {
        bool isEnd = escape.Length == 0 && character == '"';
        if (!isEnd)
        {
            escape.Append(character);
            if (escape[0] == '\\' && escape.Length < (escape.Length > 1 && escape[1] == 'u' ? 6 : 2))
            {
                return true;
            }
        }

        int index = 0;
        char value = isEnd ? ' ' : JsonEscape.Read(escape.ToString(), ref index);
        bool isSpace = value is ' ' or '\t' or '\n' or '\r' or '\v' or '\f';
        if (isInItem && isSpace)
        {
            if (item.Length < Compared)
            {
                Take(place => place.List!.Value.Shows(item.ToString(), isComplete: true), start, found);
            }

            Take(place => place.List!.Value.After == number, column - Math.Max(escape.Length - 1, 0), found);
            isInItem = false;
        }
        else if (!isSpace)
        {
            if (!isInItem)
            {
                isInItem = true;
                item.Clear();
                number++;
                start = column - (escape.Length - 1);
                Take(place => place.List!.Value.Item == number, start, found);
            }

            if (item.Length < Compared && item.Append(value).Length == Compared)
            {
                Take(place => place.List!.Value.Shows(item.ToString(), isComplete: false), start, found);
            }
        }

        escape.Clear();
        return !isEnd && wanted.Count > 0;
    }

    private void Take(Predicate<ExcerptPlace> isFound, long column, Action<ExcerptPlace, long> found)
    {
        foreach (ExcerptPlace place in wanted.FindAll(isFound))
        {
            wanted.Remove(place);
            found(place, column);
        }
    }
}
