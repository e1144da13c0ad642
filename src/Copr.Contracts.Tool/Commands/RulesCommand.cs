using System.CommandLine;
using Copr.Contracts.Tool.Printing;
using Copr.Contracts.Validation;
using Spectre.Console;

namespace Copr.Contracts.Tool.Commands;

/// <summary>Prints all rules, or the page of one.</summary>
internal static class RulesCommand
{
    public static Command Create(Printer printer)
    {
        var id = new Argument<string?>("RULE")
        {
            HelpName = "RULE",
            Description = "The id or name of a rule; all rules by default.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        id.CompletionSources.Add([.. Rules.All.Select(static rule => rule.Id)]);
        var command = new Command("rules", "Prints the rules of the contract, or the page of one.") { id };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(id) is { } idOrName)
            {
                printer.Output.Write(RulePage.Of(RuleIds.Find(idOrName)));
            }
            else if (Console.IsOutputRedirected)
            {
                PrintLines(printer.Output);
            }
            else
            {
                PrintTable(printer);
            }
        });
        return command;
    }

    private static void PrintLines(TextWriter output)
    {
        foreach (Rule rule in Rules.All)
        {
            output.WriteLine($"{rule.Id}\t{rule.Name}\t{SeverityName.Of(rule.Severity)}\t{rule.Summary}");
        }
    }

    private static void PrintTable(Printer printer)
    {
        Table table = new Table().RoundedBorder().AddColumns("Rule", "Name", "Severity", "What it requires");
        foreach (Rule rule in Rules.All)
        {
            string severity = $"[{SeverityName.ColorOf(rule.Severity)}]{SeverityName.Of(rule.Severity)}[/]";
            table.AddRow(rule.Id, rule.Name, severity, Markup.Escape(rule.Summary));
        }

        printer.PrintTable(table);
    }
}
