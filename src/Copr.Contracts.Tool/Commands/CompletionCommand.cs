using System.CommandLine;
using Copr.Contracts.Tool.Printing;

namespace Copr.Contracts.Tool.Commands;

/// <summary>Prints a script that completes arguments in a shell. The script asks the program itself for suggestions.</summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            _copr_contracts() {
              local IFS=$'\n'
              COMPREPLY=($(copr-contracts "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null))
            }
            complete -o default -F _copr_contracts copr-contracts

            """,
        ["zsh"] = """
            _copr_contracts() {
              compadd -- ${(f)"$(copr-contracts "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)"}
            }
            compdef _copr_contracts copr-contracts

            """,
        ["fish"] = """
            complete -c copr-contracts -a '(copr-contracts "[suggest:"(commandline -C)"]" (commandline -cp))'

            """,
        ["powershell"] = """
            Register-ArgumentCompleter -Native -CommandName copr-contracts -ScriptBlock {
              param($word, $line, $position)
              copr-contracts "[suggest:$position]" "$line" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
              }
            }

            """,
    };

    public static Command Create(Printer printer)
    {
        var shell = new Argument<string>("SHELL") { HelpName = "SHELL", Description = "bash, zsh, fish or powershell." };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new Command("completion", "Prints a script that completes arguments.")
        {
            shell,
        };
        command.SetAction(parsed => printer.Output.Write(Scripts[parsed.GetValue(shell)!].ReplaceLineEndings("\n")));
        return command;
    }
}
