namespace Copr.Contracts.Tests.Json;

/// <summary>The memory that reading holds. The tests run alone, because the memory of others would be counted.</summary>
[Collection(nameof(MemoryTests))]
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public sealed class MemoryTests
{
    [Fact]
    public async Task The_memory_that_is_held_build_by_build_does_not_grow_with_the_list()
    {
        long early = 0;
        long late = 0;
        await foreach (BuildEntry entry in new WaitingBuildsReader().ReadAsync(new ListStream(20_000)))
        {
            early = entry.Index == 1_000 ? GC.GetTotalMemory(forceFullCollection: true) : early;
            late = entry.Index == 19_999 ? GC.GetTotalMemory(forceFullCollection: true) : late;
        }

        // The list has more than six million bytes, and its objects twice as many.
        early.Should().BePositive();
        (late - early).Should().BeLessThan(4_000_000);
    }

    [Fact]
    public void Nothing_is_held_of_a_million_distinct_chroots()
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);

        for (int number = 0; number < 1_000_000; number += 1000)
        {
            string[] builds =
            [
                .. Enumerable.Range(number, 1000).Select(static id => (Samples.Build with
                {
                    Id = id, Chroots = Samples.Chroots($"d-{id}-x86_64"),
                }).ToString()),
            ];
            CoprJson.Read<WaitingBuilds>(Document.Of(builds)).Builds.Should().HaveCount(1000);
        }

        // Their texts have more than sixty million bytes.
        (GC.GetTotalMemory(forceFullCollection: true) - before).Should().BeLessThan(10_000_000);
    }

    /// <summary>A list of builds that is made while it is read.</summary>
    private sealed class ListStream(int count) : MemoryStream
    {
        private readonly byte[] build = Document.Utf8(Samples.Build + ",");
        private int sent = -1;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            byte[] piece = sent < 0 ? "{\"builds\":["u8.ToArray() : sent < count ? build : sent == count ? "]}"u8.ToArray() : [];
            sent++;
            piece.CopyTo(buffer);
            return ValueTask.FromResult(piece.Length);
        }
    }
}
