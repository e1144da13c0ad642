namespace Copr.Contracts.Benchmarks;

/// <summary>
/// The time of several kinds of work in interleaved rounds: in each round, each kind is done once, in random order, so that whatever
/// else the machine does affects all of them. Measured in CPU time of the process, which includes the garbage collector and excludes
/// other processes.
/// </summary>
internal sealed class Rounds
{
    /// <summary>The number of builds that each kind processes in a round, so that each round contains collections of its garbage.</summary>
    private const int BuildsPerRound = 50_000;

    private readonly Dictionary<Work, double[]> microseconds;

    private Rounds(Dictionary<Work, double[]> microseconds) => this.microseconds = microseconds;

    /// <summary>Runs the rounds, after a third as many that only warm up.</summary>
    public static Rounds Run(int rounds, IReadOnlyList<Work> works)
    {
        var result = new Rounds(works.ToDictionary(static work => work, _ => new double[rounds]));
        var random = new Random(rounds);
        Work[] order = [.. works];
        for (int round = -rounds / 3; round < rounds; round++)
        {
            // No kind always follows the same other one, whose garbage it might collect.
            random.Shuffle(order);
            foreach (Work work in order)
            {
                double time = Measure(work);
                if (round >= 0)
                {
                    result.microseconds[work][round] = time;
                }
            }
        }

        return result;
    }

    /// <summary>The median time per build.</summary>
    public double Microseconds(Work work) => Median(microseconds[work]);

    /// <summary>The median, over the rounds, of the ratio of the times per build.</summary>
    public double Ratio(Work work, Work other) =>
        Median(microseconds[work].Zip(microseconds[other], static (time, ofOther) => time / ofOther));

    private static double Measure(Work work)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        for (int builds = 0; builds < BuildsPerRound; builds += work.Builds)
        {
            GC.KeepAlive(work.Run());
        }

        return (Environment.CpuUsage.TotalTime - start).TotalMicroseconds / BuildsPerRound;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
