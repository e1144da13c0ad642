using System.Diagnostics;
using System.Globalization;

namespace Copr.Contracts.Mutation;

/// <summary>Decides which mutants the tests kill. Each verdict is a line: a word, and the test that decided it.</summary>
internal sealed class MutantTester(TestRunner runner, IReadOnlyList<MeasuredTest> tests, TextWriter answers)
{
    private readonly ILookup<int, MeasuredTest> testsByMutant = tests
        .SelectMany(static test => test.Mutants.Select(mutant => (Mutant: mutant, Test: test)))
        .ToLookup(static pair => pair.Mutant, static pair => pair.Test);

    private readonly LinkedList<MeasuredTest> lastKillers = new();
    private string current = "";
    private long deadline = long.MaxValue;

    /// <summary>Tests mutants by number until the input ends. "spoiled" says that a mutant before this one left something behind, so that
    /// another process must decide; this one then ends.</summary>
    public async Task TestAsync(TextReader mutants)
    {
        // What is initialized once must be initialized without a mutant.
        foreach (MeasuredTest test in tests.Where(static test => test.Initializing.Count > 0))
            await runner.PassesAsync(test.Name);

        answers.WriteLine("ready");
        while (await mutants.ReadLineAsync() is string line)
        {
            int mutant = int.Parse(line, CultureInfo.InvariantCulture);
            MeasuredTest? killer = await FindKillerAsync(mutant, InOrder(mutant));
            if (killer is not null && await FindKillerAsync(MutantSwitch.NoMutant, [killer]) is not null)
            {
                answers.WriteLine("spoiled");
                return;
            }

            Answer(killer);
        }
    }

    /// <summary>Tests the mutant that is active since the process began, first with the tests whose classes initialize something with it. If
    /// no test reaches it later, any test may need what it initializes.</summary>
    public async Task TestFreshAsync(int mutant)
    {
        HashSet<string> classes = [.. tests.Where(test => test.Initializing.Contains(mutant)).Select(ClassOf)];
        IEnumerable<MeasuredTest> first = tests.Where(test => classes.Contains(ClassOf(test)));
        Answer(await FindKillerAsync(mutant, first.Union(testsByMutant.Contains(mutant) ? testsByMutant[mutant] : tests)));
    }

    private async Task<MeasuredTest?> FindKillerAsync(int mutant, IEnumerable<MeasuredTest> candidates)
    {
        using var watchdog = new Timer(_ => EndIfLate(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        foreach (MeasuredTest test in candidates)
        {
            if (!await PassesAsync(test, mutant))
                return test;
        }

        return null;
    }

    /// <summary>Neighbors are often killed by the same test.</summary>
    private MeasuredTest[] InOrder(int mutant) =>
        [.. lastKillers.Intersect(testsByMutant[mutant]), .. testsByMutant[mutant].Except(lastKillers)];

    private void Answer(MeasuredTest? killer)
    {
        answers.WriteLine(killer is null ? "survived" : $"killed {killer.Name}");
        if (killer is null)
            return;

        lastKillers.Remove(killer);
        lastKillers.AddFirst(killer);
        if (lastKillers.Count > 10)
            lastKillers.RemoveLast();
    }

    private async Task<bool> PassesAsync(MeasuredTest test, int mutant)
    {
        Volatile.Write(ref current, test.Name);
        Volatile.Write(ref deadline, Stopwatch.GetTimestamp() + (long)((5 + (test.Seconds * 20)) * Stopwatch.Frequency));
        MutantSwitch.TurnOn(mutant);
        bool passes = await runner.PassesAsync(test.Name);
        MutantSwitch.TurnOff();
        Volatile.Write(ref deadline, long.MaxValue);
        return passes;
    }

    private static string ClassOf(MeasuredTest test) => test.Name[..test.Name.LastIndexOf('.')];

    private void EndIfLate()
    {
        if (Stopwatch.GetTimestamp() > Volatile.Read(ref deadline))
        {
            answers.WriteLine($"timeout {current}");
            answers.Flush();
            Environment.Exit(0);
        }
    }
}
