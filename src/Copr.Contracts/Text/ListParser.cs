using System.Text;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Text;

/// <summary>The one parser of lists; what it finds wrong is put into words only when somebody asks.</summary>
internal readonly ref struct ListParser<T>(string text, ReadingMode mode)
    where T : struct, IListItem<T>
{
    public bool TryParse(out SpaceSeparatedList<T> list)
    {
        if (TryCountAtAGlance(out int count))
        {
            list = SpaceSeparatedList<T>.FromValid(text, count);
            return true;
        }

        count = 0;
        bool isCanonical = true;
        int end = 0;
        while (TryNext(end, out int start, out int next))
        {
            if (T.FindProblem(text.AsSpan(start, next - start)) is not null)
            {
                list = default;
                return false;
            }

            isCanonical &= IsOneSpace(end, start, count);
            end = next;
            count++;
        }

        isCanonical &= end == text.Length;
        bool valid = isCanonical || mode == ReadingMode.Lenient;
        list = valid ? SpaceSeparatedList<T>.FromValid(isCanonical ? text : Canonical(), count) : default;
        return valid;
    }

    /// <summary>All that is wrong with a text that is no list, in the order of the text.</summary>
    public IEnumerable<(Rule Rule, string Message)> Problems()
    {
        List<(Rule Rule, string Message)> problems = [];
        int count = 0;
        int end = 0;
        while (TryNext(end, out int start, out int next) && problems.Count < ValidationReport.MostOfOneRule)
        {
            if (mode == ReadingMode.Strict && !IsOneSpace(end, start, count))
            {
                problems.Add((Rules.BadSeparator, Separator(text.AsSpan(end, start - end), count == 0 ? "before item 1" : $"between items {count} and {count + 1}", count)));
            }

            count++;
            if (T.FindProblem(text.AsSpan(start, next - start)) is not null)
            {
                problems.Add((T.MalformedRule, $"item {count} is {Excerpt.Of(text.AsSpan(start, next - start))}, which {ListItemText.DescribeProblem<T>(text.AsSpan(start, next - start))}"));
            }

            end = next;
        }

        if (mode == ReadingMode.Strict && end < text.Length && problems.Count < ValidationReport.MostOfOneRule)
        {
            problems.Add((Rules.BadSeparator, Separator(text.AsSpan(end), count == 0 ? "where no item is" : $"after item {count}", 0)));
        }

        return problems;
    }

    public string DescribeFirstProblem() => Problems().First().Message;

    private static string Separator(ReadOnlySpan<char> found, string where, int itemsBefore) =>
        $"{Excerpt.Of(found)} stands {where}; expected {(itemsBefore == 0 ? "nothing" : "exactly one space")}";

    /// <summary>Counts the items of the usual list, which is as the contract writes it and of plain ASCII.</summary>
    private bool TryCountAtAGlance(out int count)
    {
        count = 0;
        int position = 0;
        do
        {
            int length = T.LengthAtAGlance(text.AsSpan(position));
            if (length == 0)
            {
                return false;
            }

            position += length + 1;
            count++;
        }
        while (position <= text.Length);

        return true;
    }

    /// <summary>Finds the next item at or after a position; where there is none, start is the end of the text.</summary>
    private bool TryNext(int position, out int start, out int end)
    {
        int item = text.AsSpan(position).IndexOfAnyExcept(Invisible.AsciiWhiteSpace);
        start = item < 0 ? text.Length : position + item;
        int length = text.AsSpan(start).IndexOfAny(Invisible.AsciiWhiteSpace);
        end = length < 0 ? text.Length : start + length;
        return item >= 0;
    }

    private bool IsOneSpace(int end, int start, int itemsBefore) =>
        itemsBefore == 0 ? start == 0 : start == end + 1 && text[end] == ' ';

    private string Canonical()
    {
        var canonical = new StringBuilder(text.Length);
        int end = 0;
        while (TryNext(end, out int start, out int next))
        {
            canonical.Append(canonical.Length == 0 ? "" : " ").Append(text, start, next - start);
            end = next;
        }

        return canonical.ToString();
    }
}
