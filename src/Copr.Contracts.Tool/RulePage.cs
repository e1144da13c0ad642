namespace Copr.Contracts.Tool;

/// <summary>The pages of the rules, in Markdown.</summary>
internal static class RulePage
{
    public static string Of(Rule rule)
    {
        using Stream page = typeof(RulePage).Assembly.GetManifestResourceStream($"rules/{rule.Id}.md")!;
        using var reader = new StreamReader(page);
        return reader.ReadToEnd();
    }
}
