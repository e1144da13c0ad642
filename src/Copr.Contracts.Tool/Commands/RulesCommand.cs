using System.CommandLine;
using Copr.Contracts.Validation;
using Spectre.Console;
using Rule = Copr.Contracts.Validation.Rule;

namespace Copr.Contracts.Tool.Commands;

/// <summary>Prints the catalogue of the rules, or the page of one.</summary>
internal static class RulesCommand
{
    public static Command Create()
    {
        var id = new Argument<string?>("ID") { Description = "The rule whose page to print, such as COPR201; all rules where none is given.", Arity = ArgumentArity.ZeroOrOne };
        id.CompletionSources.Add([.. Rules.All.Select(static rule => rule.Id)]);
        var command = new Command("rules", "Prints the rules of the contract, or the page of one.") { id };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(id) is { } wanted)
            {
                Console.Out.Write(Page(RuleIds.Find(wanted)));
            }
            else
            {
                PrintAll();
            }
        });
        return command;
    }

    private static string Page(Rule rule)
    {
        using Stream page = typeof(RulesCommand).Assembly.GetManifestResourceStream($"rules/{rule.Id}.md")
            ?? throw new CouldNotCheckException($"There is no page of {rule.Id}.");
        using var reader = new StreamReader(page);
        return reader.ReadToEnd();
    }

    private static void PrintAll()
    {
        if (Console.IsOutputRedirected)
        {
            foreach (Rule rule in Rules.All)
            {
                Console.Out.WriteLine($"{rule.Id}\t{rule.Name}\t{SeverityName.Of(rule.Severity)}\t{rule.Summary}");
            }

            return;
        }

        Table table = new Table().RoundedBorder().AddColumns("Rule", "Name", "Severity", "What it asks");
        foreach (Rule rule in Rules.All)
        {
            table.AddRow(rule.Id, rule.Name, $"[{SeverityName.ColorOf(rule.Severity)}]{SeverityName.Of(rule.Severity)}[/]", Markup.Escape(rule.Summary));
        }

        AnsiConsole.Write(table);
    }
}
