using System.Globalization;
using System.Text;
using Copr.Contracts.Diagnostics;

namespace Copr.Contracts;

/// <summary>What is wrong with the text of a list: the rule, what was found and what was expected.</summary>
internal readonly record struct ListProblem(Rule Rule, string Found, string Expected);

/// <summary>Parses the text of a list.</summary>
internal static class ListText
{
    /// <summary>What the JSON value of a list is.</summary>
    public const string Expected = "a string with one space between items, or null";

    /// <summary>The maximum number of problems that are reported for one list.</summary>
    public const int MaxProblems = 100;

    /// <summary>Parses a list. Returns false at the first problem, or after it has collected every problem.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mode">How closely the text must follow the contract.</param>
    /// <param name="problems">Collects what is wrong; null to stop at the first problem.</param>
    /// <param name="list">The list; empty if the text is not one.</param>
    public static bool TryParse<T>(string text, ReadingMode mode, List<ListProblem>? problems, out SpaceSeparatedList<T> list)
        where T : struct, IListItem<T>
    {
        list = default;
        bool isCanonical = true;
        int count = 0;
        int end = 0;
        while (TryFindItem(text, end, out int start, out int next))
        {
            if (count == 0 ? start != 0 : start != end + 1 || text[end] != ' ')
            {
                isCanonical = false;
                if (mode == ReadingMode.Strict && !Add(problems, DescribeSeparator(text.AsSpan(end, start - end), count, isLast: false)))
                {
                    return false;
                }
            }

            count++;
            if (T.FindProblem(text.AsSpan(start, next - start)) is { } problem && !Add(problems, DescribeItem<T>(text.AsSpan(start, next - start), count, problem)))
            {
                return false;
            }

            end = next;
        }

        if (end < text.Length)
        {
            isCanonical = false;
            if (mode == ReadingMode.Strict && !Add(problems, DescribeSeparator(text.AsSpan(end), count, isLast: true)))
            {
                return false;
            }
        }

        if (problems is { Count: > 0 })
        {
            return false;
        }

        list = new SpaceSeparatedList<T>(isCanonical ? text : Normalize(text));
        return true;
    }

    private static bool Add(List<ListProblem>? problems, ListProblem problem)
    {
        problems?.Add(problem);
        return problems is { Count: < MaxProblems };
    }

    private static ListProblem DescribeItem<T>(ReadOnlySpan<char> item, int number, string problem)
        where T : struct, IListItem<T> =>
        new(T.MalformedRule, string.Create(CultureInfo.InvariantCulture, $"item {number} is {Excerpt.Of(item)}, which {problem}"), T.Expected);

    private static ListProblem DescribeSeparator(ReadOnlySpan<char> found, int itemsBefore, bool isLast)
    {
        string place = (itemsBefore, isLast) switch
        {
            (0, true) => "and no item",
            (0, false) => "before item 1",
            (_, true) => string.Create(CultureInfo.InvariantCulture, $"after item {itemsBefore}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"between items {itemsBefore} and {itemsBefore + 1}"),
        };
        return new(ReadingRules.BadSeparator, $"there is {Excerpt.Of(found)} {place}", itemsBefore == 0 || isLast ? "nothing" : "exactly one space");
    }

    /// <summary>Finds the next item from a position on. If there is none, both ends are the end of the text.</summary>
    private static bool TryFindItem(string text, int position, out int start, out int end)
    {
        int item = text.AsSpan(position).IndexOfAnyExcept(Characters.AsciiWhiteSpace);
        start = item < 0 ? text.Length : position + item;
        int length = text.AsSpan(start).IndexOfAny(Characters.AsciiWhiteSpace);
        end = length < 0 ? text.Length : start + length;
        return item >= 0;
    }

    private static string Normalize(string text)
    {
        var normalized = new StringBuilder(text.Length);
        for (int end = 0; TryFindItem(text, end, out int start, out end);)
        {
            normalized.Append(normalized.Length == 0 ? "" : " ").Append(text, start, end - start);
        }

        return normalized.ToString();
    }
}
