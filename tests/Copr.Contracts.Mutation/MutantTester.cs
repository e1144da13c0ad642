using System.Diagnostics;
using System.Globalization;

namespace Copr.Contracts.Mutation;

/// <summary>Decides which mutants the tests kill. Each verdict is a line: a word, and the test that decided it.</summary>
internal sealed class MutantTester : IDisposable
{
    private readonly TestRunner _runner;
    private readonly IReadOnlyList<MeasuredTest> _tests;
    private readonly TextWriter _answers;
    private readonly ILookup<int, MeasuredTest> _testsByMutant;
    private readonly LinkedList<MeasuredTest> _lastKillers = new();
    private readonly Timer _watchdog;
    private string _current = "";
    private long _deadline = long.MaxValue;

    public MutantTester(TestRunner runner, IReadOnlyList<MeasuredTest> tests, TextWriter answers)
    {
        _runner = runner;
        _tests = tests;
        _answers = answers;
        _testsByMutant = tests.SelectMany(static test => test.Mutants.Select(mutant => (Mutant: mutant, Test: test)))
            .ToLookup(static pair => pair.Mutant, static pair => pair.Test);
        _watchdog = new(_ => EndIfLate(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    /// <summary>Tests mutants by number until the input ends. "spoiled" says that a mutant before this one left something behind, so that
    /// another process must decide; this one then ends.</summary>
    public async Task TestAsync(TextReader mutants)
    {
        // What is initialized once must be initialized without a mutant.
        foreach (MeasuredTest test in _tests.Where(static test => test.Initializing.Count > 0))
        {
            await _runner.PassesAsync(test.Name);
        }

        _answers.WriteLine("ready");
        while (await mutants.ReadLineAsync() is string line)
        {
            int mutant = int.Parse(line, CultureInfo.InvariantCulture);
            MeasuredTest? killer = await FindKillerAsync(mutant, InOrder(mutant));
            if (killer is not null && !await PassesAsync(killer, MutantSwitch.NoMutant))
            {
                _answers.WriteLine("spoiled");
                return;
            }

            Answer(killer);
        }
    }

    /// <summary>Tests the mutant that is active since the process began, with the tests whose classes initialize something with it. If no
    /// test reaches it later, any test may need what it initializes.</summary>
    public async Task TestFreshAsync(int mutant)
    {
        HashSet<string> classes = [.. _tests.Where(test => test.Initializing.Contains(mutant)).Select(ClassOf)];
        IEnumerable<MeasuredTest> first = _tests.Where(test => classes.Contains(ClassOf(test)));
        Answer(await FindKillerAsync(mutant, _testsByMutant.Contains(mutant) ? first : first.Union(_tests)));
    }

    public void Dispose() => _watchdog.Dispose();

    private async Task<MeasuredTest?> FindKillerAsync(int mutant, IEnumerable<MeasuredTest> tests)
    {
        foreach (MeasuredTest test in tests)
        {
            if (!await PassesAsync(test, mutant))
            {
                return test;
            }
        }

        return null;
    }

    /// <summary>Neighbors are often killed by the same test.</summary>
    private MeasuredTest[] InOrder(int mutant) =>
        [.. _lastKillers.Intersect(_testsByMutant[mutant]), .. _testsByMutant[mutant].Except(_lastKillers)];

    private void Answer(MeasuredTest? killer)
    {
        _answers.WriteLine(killer is null ? "survived" : $"killed {killer.Name}");
        if (killer is not null)
        {
            _lastKillers.Remove(killer);
            _lastKillers.AddFirst(killer);
            if (_lastKillers.Count > 10)
            {
                _lastKillers.RemoveLast();
            }
        }
    }

    private async Task<bool> PassesAsync(MeasuredTest test, int mutant)
    {
        Volatile.Write(ref _current, test.Name);
        Volatile.Write(ref _deadline, Stopwatch.GetTimestamp() + (long)((5 + (test.Seconds * 20)) * Stopwatch.Frequency));
        MutantSwitch.TurnOn(mutant);
        bool passes = await _runner.PassesAsync(test.Name);
        MutantSwitch.TurnOff();
        Volatile.Write(ref _deadline, long.MaxValue);
        return passes;
    }

    private static string ClassOf(MeasuredTest test) => test.Name[..test.Name.LastIndexOf('.')];

    private void EndIfLate()
    {
        if (Stopwatch.GetTimestamp() > Volatile.Read(ref _deadline))
        {
            _answers.WriteLine($"timeout {_current}");
            _answers.Flush();
            Environment.Exit(0);
        }
    }
}
