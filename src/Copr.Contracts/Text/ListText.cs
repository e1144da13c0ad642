namespace Copr.Contracts.Text;

/// <summary>The text of a list that is not empty, in the contract's way of writing it, with what is known of it.</summary>
internal sealed class ListText
{
    /// <summary>Every how many items the position of one is remembered, so that an index costs a short scan.</summary>
    private const int Stride = 32;

    private readonly int[]? marks;

    public ListText(string text, int count)
    {
        Text = text;
        Count = count;
        marks = count > Stride ? Mark(text, count) : null;
    }

    public string Text { get; }

    public int Count { get; }

    /// <summary>Whether the rules of such lists were all found to be kept; they are the same for every reader of the text.</summary>
    public bool KeepsItsRules { get; set; }

    /// <summary>Where to begin to look for an item, and how many others come before it from there.</summary>
    public (int Position, int Skip) Find(int index) =>
        (marks is null || index < Stride ? 0 : marks[(index / Stride) - 1], index % Stride);

    private static int[] Mark(string text, int count)
    {
        int[] positions = new int[(count - 1) / Stride];
        int position = 0;
        for (int item = 1; item < count; item++)
        {
            position = text.IndexOf(' ', position) + 1;
            if (item % Stride == 0)
            {
                positions[(item / Stride) - 1] = position;
            }
        }

        return positions;
    }
}
