using Copr.Contracts.Hostile;

namespace Copr.Contracts.Tests.Hostile;

/// <summary>
/// The cases of docs/reliability.md, smaller: what comes of them, and that what they make a reader allocate grows no faster than they do.
/// </summary>
public sealed class HostileCaseTests
{
    /// <summary>What is allocated once, whatever comes; most of it by the stream that makes the text up.</summary>
    private const int Once = 2 * Part.LongestPiece;

    /// <summary>How far apart doubling buffers of one text and of one twice as long may be.</summary>
    private const double Growth = 2.5;

    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (HostileCase one in HostileCases.All)
            {
                foreach (Way way in Enum.GetValues<Way>())
                {
                    data.Add(one.Name, way.ToString());
                }
            }

            return data;
        }
    }

    public static TheoryData<long> Indices => [0, 1, 5, 0xFFFF, 0x80000, 0xFFFFF];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_hostile_text_costs_no_more_than_its_length(string name, string way)
    {
        HostileCase one = HostileCases.All.Single(item => item.Name == name);
        long size = Math.Max(one.Full / 2000, Math.Min(one.Full, 500));

        (string outcome, long allocated, long length) = Read(one, size, Enum.Parse<Way>(way));
        (string outcomeOfTwice, long allocatedOfTwice, long lengthOfTwice) = Read(one, 2 * size, Enum.Parse<Way>(way));

        new[] { outcome, outcomeOfTwice }.Should().AllBe(one.Expected(Enum.Parse<Way>(way)));
        allocatedOfTwice.Should().BeLessThan((long)(Growth * allocated) + Once, "twice the text may cost twice, and {0} bytes were allocated for once", allocated);
        ((double)(allocatedOfTwice - allocated) / (lengthOfTwice - length)).Should().BeLessThan(one.MostPerByteIn(Enum.Parse<Way>(way)), "that many bytes are allocated for one more of the text");
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void The_names_that_collide_are_different_names_of_one_hash(long index)
    {
        CollidingNames.Of(index).Should().NotBe(CollidingNames.Of(2));
        CollidingNames.HashOf(CollidingNames.Of(index)).Should().Be(CollidingNames.HashOf(CollidingNames.Of(2)));
    }

    [Fact]
    public void The_ids_that_collide_are_different_ids_of_four_hashes()
    {
        long[] ids = [.. Enumerable.Range(0, 10_000).Select(static index => CollidingIds.Of(index))];

        ids.Should().OnlyHaveUniqueItems();
        ids.Select(static id => HashCode.Combine((int)id, (int)(id >> 32))).Distinct().Count().Should().BeLessThanOrEqualTo(4);
    }

    /// <summary>What came of it, the fewest bytes of some runs, since the first pays for the compiler, and the length of the text.</summary>
    private static (string Outcome, long Allocated, long Length) Read(HostileCase one, long size, Way way)
    {
        Part[] text = one.Text(size);
        byte[] document = HostileRun.Make(text);
        long least = long.MaxValue;
        string outcome = "";
        for (int run = 0; run < 4; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Task<string> reading = HostileRun.ReadAsync(text, document, way, HostileRun.Raised, one.MostAtATime);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            reading.IsCompleted.Should().BeTrue("all of it has to be done by this thread to be counted");
            outcome = reading.GetAwaiter().GetResult();
        }

        return (outcome, least, document.Length);
    }
}
