using Copr.Contracts.Json;

namespace Copr.Contracts.Tests.Json;

/// <summary>By itself, since what other tests hold at the time would be counted.</summary>
[Collection(nameof(MemoryTests))]
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public sealed class MemoryTests
{
    [Fact]
    public async Task The_memory_that_is_held_does_not_grow_with_the_list()
    {
        long early = 0;
        long late = 0;
        await foreach (BuildEntry entry in new WaitingBuildsReader().ReadAsync(new ListStream(20_000)))
        {
            early = entry.Index == 1_000 ? GC.GetTotalMemory(forceFullCollection: true) : early;
            late = entry.Index == 19_999 ? GC.GetTotalMemory(forceFullCollection: true) : late;
        }

        // The list itself is more than six million bytes long, and twice that as objects.
        early.Should().BePositive();
        (late - early).Should().BeLessThan(4_000_000);
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
