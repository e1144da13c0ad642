using Copr.Contracts.Hostile;

namespace Copr.Contracts.Tests.Hostile;

/// <summary>The cases of docs/reliability.md, smaller: what comes of them, and that they cost no more than their length.</summary>
public sealed class HostileCaseTests
{
    private const int Size = 20_000;

    /// <summary>What is allocated once, mostly by the stream that creates the text.</summary>
    private const int Once = 2 * Part.MaxPiece;

    /// <summary>How much more twice the text may allocate. Buffers double, so it may be a little more than twice as much.</summary>
    private const double Growth = 2.5;

    private static readonly HostileCase[] All = [.. HostileCases.All, .. HostileTaskCases.All];

    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (HostileCase one in All)
            {
                foreach (Way way in (Way[])[.. one.Reading, .. one.Validating, .. one.Mistaken])
                {
                    data.Add(one.Name, way.ToString());
                }
            }

            return data;
        }
    }

    public static TheoryData<string> Names => [.. All.Select(static one => one.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_hostile_text_allocates_no_more_than_in_proportion_to_its_length(string name, string way)
    {
        HostileCase one = All.Single(item => item.Name == name);

        long once = Allocated(one, Size, Enum.Parse<Way>(way));
        long twice = Allocated(one, 2 * Size, Enum.Parse<Way>(way));

        twice.Should().BeLessThan((long)(Growth * once) + Once);
        ((twice - once) / Size).Should().BeLessThan(one.MaxAllocated);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_way_of_reading_a_hostile_text_gives_the_same(string name)
    {
        HostileCase one = All.Single(item => item.Name == name);

        foreach (Way way in one.Reading)
        {
            (await ReadAsync(one, Size, way)).Should().Be(one.Reads, "of {0}", way);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_way_of_validating_a_hostile_text_gives_the_same(string name)
    {
        HostileCase one = All.Single(item => item.Name == name);

        foreach (Way way in one.Validating)
        {
            string expected = way == Way.ValidateObjects && one.Reads != "read" ? one.Reads : one.Validates;
            (await ReadAsync(one, Size, way)).Should().Be(expected, "of {0}", way);
        }
    }

    private static Task<string> ReadAsync(HostileCase one, long size, Way way) =>
        HostileRun.ReadAsync(one.Create(size, size), way, HostileRun.Highest, one.MaxAtATime);

    /// <summary>The least of several runs, because the first one includes the compiler.</summary>
    private static long Allocated(HostileCase one, long size, Way way)
    {
        Part[] text = one.Create(size, size);
        long least = long.MaxValue;
        for (int run = 0; run < 4; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Task<string> reading = HostileRun.ReadAsync(text, way, HostileRun.Highest, one.MaxAtATime);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            reading.IsCompleted.Should().BeTrue("only what this thread does is measured");
        }

        return least;
    }
}
