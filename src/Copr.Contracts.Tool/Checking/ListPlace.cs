using System.Globalization;
using System.Text.RegularExpressions;
using Copr.Contracts.Tool.Printing;

namespace Copr.Contracts.Tool.Checking;

/// <summary>The part of a list to which a violation points. It has the place of the list, and its message names the item.</summary>
/// <param name="Item">The number of the item, from 1; 0 if it has none.</param>
/// <param name="After">The number of the item whose end is the part, from 1; 0 if it is none.</param>
/// <param name="Text">The item as the message shows it, without credentials and in at most 80 characters; empty if it is numbered.</param>
internal readonly partial record struct ListPlace(int Item, int After, string Text)
{
    private static readonly string[] Members = ["/chroots", "/pkgs", "/repos"];

    public static ListPlace? Of(Violation violation)
    {
        if (!Members.Any(member => violation.Path.EndsWith(member, StringComparison.Ordinal))
            || Expression().Match(violation.Found) is not { Success: true } match)
        {
            return null;
        }

        return new ListPlace(NumberOf("item"), NumberOf("after"), match.Groups["text"].Value);

        int NumberOf(string group) => int.TryParse(match.Groups[group].Value, CultureInfo.InvariantCulture, out int number) ? number : 0;
    }

    /// <summary>Whether the message shows an item. Of a long item, its first characters are enough.</summary>
    public bool Shows(string item, bool isComplete)
    {
        string[] parts = Text.Split(Secrets.Mask);
        return parts.Length == 1
            ? item == Text && Text.Length > 0
            : item.StartsWith(parts[0], StringComparison.Ordinal) && (!isComplete || item.EndsWith(parts[^1], StringComparison.Ordinal));
    }

    [GeneratedRegex(
        @"^(""\w+"": )?(item (?<item>\d+) |there is "".*"" (after item|between items) (?<after>\d+))"
        + @"|^(""[^""]*"" is for \S+ and )?""(?<text>[^""]*)"" ",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Expression();
}
