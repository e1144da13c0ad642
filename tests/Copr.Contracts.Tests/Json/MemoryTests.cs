using Copr.Contracts.Tasks;

namespace Copr.Contracts.Tests.Json;

/// <summary>The memory that reading holds. The tests run alone, because the memory of others would be counted.</summary>
[Collection(nameof(MemoryTests))]
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public sealed class MemoryTests
{
    [Fact]
    public async Task The_memory_that_is_held_build_by_build_does_not_grow_with_the_list()
    {
        var list = new ListStream("{\"builds\":[", Samples.Build + ",", "]}");

        // The list has more than six million bytes, and its objects twice as many.
        (await MeasureGrowthAsync(new WaitingBuildsReader().ReadAsync(list).Select(static entry => entry.Index)))
            .Should().BeLessThan(4_000_000);
    }

    [Fact]
    public async Task The_memory_that_is_held_task_by_task_does_not_grow_with_the_list()
    {
        string task = $$"""
            {"background":false,"build_id":8,"chroot":"fedora-42-x86_64","project_owner":"jdoe","sandbox":"{{new string('x', 200)}}",
            "task_id":"8-fedora-42-x86_64"},
            """;

        // The list has more than six million bytes, too.
        var list = new ListStream("[", task, "]");

        (await MeasureGrowthAsync(new PendingTasksReader().ReadAsync(list).Select(static entry => entry.Index)))
            .Should().BeLessThan(4_000_000);
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

    /// <summary>How much more is held near the end of a list than near its beginning.</summary>
    private static async Task<long> MeasureGrowthAsync(IAsyncEnumerable<int> indexes)
    {
        long early = 0;
        long late = 0;
        await foreach (int index in indexes)
        {
            early = index == 1_000 ? GC.GetTotalMemory(forceFullCollection: true) : early;
            late = index == ListStream.Count - 1 ? GC.GetTotalMemory(forceFullCollection: true) : late;
        }

        (early > 0, late > 0).Should().Be((true, true), "the list is read to its end");
        return late - early;
    }

    /// <summary>A list that is made while it is read.</summary>
    private sealed class ListStream(string start, string item, string end) : MemoryStream
    {
        public const int Count = 20_000;

        private readonly byte[] item = Document.Utf8(item);
        private int sent = -1;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            byte[] piece = sent < 0 ? Document.Utf8(start) : sent < Count ? item : sent == Count ? Document.Utf8(end) : [];
            sent++;
            piece.CopyTo(buffer);
            return ValueTask.FromResult(piece.Length);
        }
    }
}
