using System.Globalization;
using Copr.Contracts.Benchmarks.Peers;
using Copr.Contracts.Tasks;

namespace Copr.Contracts.Benchmarks;

/// <summary>Measures the reading of tasks and its peer, and prints how they compare as a Markdown table.</summary>
internal static class TaskRatioTable
{
    private const int Few = 1_000;

    private const int Many = 50_000;

    private const int RoundCount = 60;

    public static void Print()
    {
        byte[] task = Documents.CreateTask();
        var plain = new Work(Few, () => Repeat(() => PlainTask.Read(task)));
        var read = new Work(Few, () => Repeat(() => CoprJson.Read<BuildTask>(task)));
        Work few = ReadTaskByTask(Few);
        Work many = ReadTaskByTask(Many);
        Rounds rounds = Rounds.Run(RoundCount, [plain, read, few, many]);

        Console.WriteLine("\n| | time | at most | bytes |");
        Console.WriteLine("| --- | --- | --- | --- |");
        PrintRow("`CoprJson.Read` of a `BuildTask` ÷ System.Text.Json into plain strings and lists", read, plain, 1.1);
        PrintRow("task by task, each of 50,000 tasks ÷ each of 1,000", many, few, 1.15);

        void PrintRow(string what, Work work, Work other, double maxTime) => Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {rounds.Ratio(work, other):0.00} | {maxTime:0.0#} | {work.MeasureBytes() / other.MeasureBytes():0.00} |"));
    }

    private static object? Repeat(Func<object> read)
    {
        object? last = null;
        for (int time = 0; time < Few; time++)
        {
            last = read();
        }

        return last;
    }

    private static Work ReadTaskByTask(int tasks)
    {
        byte[] document = Documents.CreateTasks(tasks);
        return new(tasks, () =>
        {
            // A stream of memory completes synchronously, so this thread does all the work.
            Task<int> reading = CountAcceptedAsync(new MemoryStream(document));
            return reading.GetAwaiter().GetResult();
        });
    }

    private static async Task<int> CountAcceptedAsync(Stream document)
    {
        int accepted = 0;
        await foreach (PendingTaskEntry entry in new PendingTasksReader().ReadAsync(document))
        {
            accepted += entry.IsRejected ? 0 : 1;
        }

        return accepted;
    }
}
