using System.Diagnostics;
using System.Text.Json;

namespace Copr.Contracts.Mutation;

/// <summary>A test, all rows of a theory together: its seconds, the mutants that it reaches each time, and those that it reaches only when
/// it runs first in a process, because they initialize something.</summary>
internal sealed record MeasuredTest(string Name, double Seconds, IReadOnlyList<int> Mutants, IReadOnlyList<int> Initializing)
{
    /// <summary>Reads tests from the lines of a file, the fastest first.</summary>
    public static IReadOnlyList<MeasuredTest> ReadAll(string path) =>
        [.. File.ReadLines(path).Select(static line => JsonSerializer.Deserialize<MeasuredTest>(line)!).OrderBy(static test => test.Seconds)];

    /// <summary>Runs a test twice, without a mutant. Returns null if it fails, which it does only if Stryker's code disturbs it.</summary>
    public static async Task<MeasuredTest?> MeasureAsync(TestRunner runner, string name)
    {
        MutantSwitch.Record();
        bool passes = await runner.PassesAsync(name);
        (IEnumerable<int> first, IEnumerable<int> initializing) = MutantSwitch.StopRecording();

        long start = Stopwatch.GetTimestamp();
        MutantSwitch.Record();
        passes &= await runner.PassesAsync(name);
        IEnumerable<int> each = MutantSwitch.StopRecording().All;
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return passes ? new(name, seconds, [.. each], [.. first.Except(each).Union(initializing)]) : null;
    }

    public override string ToString() => JsonSerializer.Serialize(this);
}
