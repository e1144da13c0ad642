using Spectre.Console;

namespace Copr.Contracts.Tool.Checking;

/// <summary>A bar on the terminal, beside whatever goes to the standard output; nothing where there is no terminal, or nothing to wait for.</summary>
internal sealed class Progress(bool isShown)
{
    private readonly IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    /// <param name="what">What is done, for a person.</param>
    /// <param name="isLong">Whether it may take longer than a moment.</param>
    /// <param name="total">What there is to do.</param>
    /// <param name="work">Does it, and says how much is done.</param>
    public Task<T> RunAsync<T>(string what, bool isLong, double total, Func<Action<double>, Task<T>> work) => isShown && isLong
        ? console.Progress().AutoClear(true).StartAsync(context =>
        {
            ProgressTask task = context.AddTask(Markup.Escape(what), maxValue: Math.Max(total, 1));
            return work(done => task.Value = done);
        })
        : work(static _ => { });
}
