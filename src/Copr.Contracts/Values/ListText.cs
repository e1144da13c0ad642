namespace Copr.Contracts;

/// <summary>What is wrong with the text of a list: the rule, what was found and what was expected.</summary>
internal readonly record struct ListProblem(Rule Rule, string Found, string Expected);

/// <summary>Parses the text of a list.</summary>
internal static class ListText
{
    public const string Expected = "a string with one space between items, or null";

    /// <summary>The maximum number of problems that are reported for one list.</summary>
    private const int MaxProblems = 100;

    /// <summary>Parses a list. Collects every problem, then returns false; if the problems are null, returns false at the first.</summary>
    public static bool TryParse<T>(string text, ReadingMode mode, List<ListProblem>? problems, out SpaceSeparatedList<T> list)
        where T : struct, IListItem<T>
    {
        list = default;
        bool isCanonical = true;
        int end = 0;
        for (int number = 1; end < text.Length; number++)
        {
            int start = FindItem(text, end);
            bool isLast = start == text.Length;
            if (number == 1 || isLast ? start > end : start != end + 1 || text[end] != ' ')
            {
                isCanonical = false;
                if (mode != ReadingMode.Lenient && !Add(problems, DescribeSeparator(text.AsSpan(end, start - end), number, isLast)))
                    return false;
            }

            end = start;
            string? problem = isLast ? null : FindProblem<T>(text, start, out end);
            if (problem is not null && !Add(problems, DescribeItem<T>(text.AsSpan(start, end - start), number, problem)))
                return false;
        }

        bool isValid = problems is not { Count: > 0 };
        list = isValid ? new SpaceSeparatedList<T>(isCanonical ? text : Normalize(text)) : default;
        return isValid;
    }

    /// <summary>Parses a list, or throws for the first problem.</summary>
    public static SpaceSeparatedList<T> Parse<T>(string text, ReadingMode mode, Func<ListProblem, Exception> createException)
        where T : struct, IListItem<T>
    {
        List<ListProblem> problems = [];
        return TryParse(text, mode, problems, out SpaceSeparatedList<T> list) ? list : throw createException(problems[0]);
    }

    private static bool Add(List<ListProblem>? problems, ListProblem problem)
    {
        problems?.Add(problem);
        return problems is { Count: < MaxProblems };
    }

    private static ListProblem DescribeItem<T>(ReadOnlySpan<char> item, int number, string problem) where T : struct, IListItem<T> =>
        new(T.MalformedRule, Invariant($"item {number} is {Excerpt.Of(item)}, which {problem}"), T.Expected);

    private static ListProblem DescribeSeparator(ReadOnlySpan<char> found, int number, bool isLast)
    {
        string place = (number, isLast) switch
        {
            (1, true) => "and no item",
            (1, false) => "before item 1",
            (_, true) => Invariant($"after item {number - 1}"),
            _ => Invariant($"between items {number - 1} and {number}"),
        };
        string expected = number == 1 || isLast ? "nothing" : "exactly one space";
        return new(ReadingRules.BadSeparator, $"there is {Excerpt.Of(found)} {place}", expected);
    }

    /// <summary>Finds where the next item begins; the end of the text if there is none.</summary>
    private static int FindItem(string text, int position)
    {
        bool isAtItem = position + 1 < text.Length && text[position] == ' ' && text[position + 1] > ' ';
        int length = isAtItem ? 1 : text.AsSpan(position).IndexOfAnyExcept(Characters.AsciiWhiteSpace);
        return length < 0 ? text.Length : position + length;
    }

    /// <summary>Finds where the item ends, and describes what is wrong with it. A valid item contains no white space.</summary>
    private static string? FindProblem<T>(string text, int start, out int end) where T : struct, IListItem<T>
    {
        ReadOnlySpan<char> rest = text.AsSpan(start);
        int length = rest.IndexOfAnyExceptInRange('!', '~');
        bool isVisible = length < 0 || rest[length] == ' ';
        length = isVisible ? length : rest.IndexOfAny(Characters.AsciiWhiteSpace);
        length = length < 0 ? rest.Length : length;
        end = start + length;
        return T.FindProblem(rest[..length], isVisible);
    }

    private static string Normalize(string text)
    {
        var normalized = new StringBuilder(text.Length);
        foreach (Range item in text.AsSpan().SplitAny(Characters.AsciiWhiteSpace))
            normalized.Append(normalized.Length == 0 || text[item].Length == 0 ? "" : " ").Append(text[item]);
        return normalized.ToString();
    }
}
