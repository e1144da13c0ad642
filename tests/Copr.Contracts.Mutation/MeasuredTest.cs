using System.Diagnostics;
using System.Text.Json;

namespace Copr.Contracts.Mutation;

/// <summary>A test, all rows of a theory together: its seconds, the mutants that it reaches each time, and those that it reaches only when
/// it runs first in a process, because they initialize something.</summary>
internal sealed record MeasuredTest(string Name, double Seconds, IReadOnlyList<int> Mutants, IReadOnlyList<int> Initializing)
{
    /// <summary>Reads tests from the lines of a file, the fastest first.</summary>
    public static IReadOnlyList<MeasuredTest> ReadAll(string path) => [.. File.ReadLines(path)
        .Select(static line => JsonSerializer.Deserialize<MeasuredTest>(line)!)
        .OrderBy(static test => test.Seconds)];

    /// <summary>Runs a test without a mutant: first, to see what it initializes, then to measure its time, and then to see what it reaches.
    /// Returns null if it fails, which it does only if Stryker's code disturbs it, or if it is too slow.</summary>
    public static async Task<MeasuredTest?> MeasureAsync(TestRunner runner, string name, double maxSeconds)
    {
        MutantSwitch.Record();
        bool passes = await runner.PassesAsync(name);
        (IEnumerable<int> first, IEnumerable<int> initializing) = MutantSwitch.StopRecording();

        long start = Stopwatch.GetTimestamp();
        passes &= await runner.PassesAsync(name);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (!passes || seconds > maxSeconds)
            return null;

        MutantSwitch.Record();
        await runner.PassesAsync(name);
        IEnumerable<int> each = MutantSwitch.StopRecording().All;
        return new(name, seconds, [.. each], [.. first.Except(each).Union(initializing)]);
    }

    public override string ToString() => JsonSerializer.Serialize(this);
}
