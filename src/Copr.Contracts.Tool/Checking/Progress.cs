using Spectre.Console;

namespace Copr.Contracts.Tool.Checking;

/// <summary>A bar on the terminal, beside whatever goes to the standard output; nothing where there is no terminal.</summary>
internal sealed class Progress(bool isShown)
{
    private readonly IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    public Task<T> RunAsync<T>(string what, double total, Func<Action<double>, Task<T>> work) => isShown
        ? console.Progress().AutoClear(true).StartAsync(context =>
        {
            ProgressTask task = context.AddTask(Markup.Escape(what), maxValue: Math.Max(total, 1));
            return work(done => task.Value = done);
        })
        : work(static _ => { });
}
