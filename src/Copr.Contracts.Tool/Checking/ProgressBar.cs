using Spectre.Console;

namespace Copr.Contracts.Tool.Checking;

/// <summary>A progress bar on the standard error, which leaves the standard output to the report.</summary>
/// <param name="isShown">Whether there is a terminal.</param>
internal sealed class ProgressBar(bool isShown)
{
    private readonly IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    /// <param name="title">The title of the bar.</param>
    /// <param name="isLong">Whether the work can take longer than a moment.</param>
    /// <param name="total">The amount of work.</param>
    /// <param name="work">Does the work, and reports how much is done.</param>
    public Task<T> RunAsync<T>(string title, bool isLong, double total, Func<Action<double>, Task<T>> work) => isShown && isLong
        ? console.Progress().AutoClear(true).StartAsync(context =>
        {
            ProgressTask task = context.AddTask(Markup.Escape(title), maxValue: Math.Max(total, 1));
            return work(done => task.Value = done);
        })
        : work(static _ => { });
}
