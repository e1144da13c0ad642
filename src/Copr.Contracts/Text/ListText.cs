namespace Copr.Contracts.Text;

/// <summary>The text of a list that is not empty, in the contract's way of writing it, with what is known of it.</summary>
internal sealed class ListText(string text, int count)
{
    /// <summary>Where the items end; null where there is one, which ends with the text.</summary>
    private readonly int[]? ends = count > 1 ? FindEnds(text, count) : null;

    public string Text => text;

    public int Count => ends?.Length ?? 1;

    /// <summary>Whether the rules of such lists were all found to be kept; they are the same for every reader of the text.</summary>
    public bool KeepsItsRules { get; set; }

    public TextSlice this[int index]
    {
        get
        {
            int start = index == 0 ? 0 : ends![index - 1] + 1;
            return new TextSlice(text, start, (ends is null ? text.Length : ends[index]) - start);
        }
    }

    private static int[] FindEnds(string text, int count)
    {
        int[] found = new int[count];
        int start = 0;
        for (int item = 0; item < count - 1; item++)
        {
            found[item] = start + text.AsSpan(start).IndexOf(' ');
            start = found[item] + 1;
        }

        found[^1] = text.Length;
        return found;
    }
}
