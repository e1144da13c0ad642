using System.Buffers;
using System.Globalization;
using System.Text;
using Copr.Contracts.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Json;

/// <summary>What is allocated, which is the same every time once the code is warm. By itself, since what other tests hold would be counted.</summary>
[Collection(nameof(MemoryTests))]
public sealed class AllocationTests
{
    /// <summary>A build, its copr and that one's name; the text of its package, and what is known of that; and a place in the list.</summary>
    private const int BytesOfABuild = 152 + 64 + 32 + 72 + 40 + 8;

    [Fact]
    public void Checking_a_list_that_breaks_no_rule_allocates_nothing()
    {
        WaitingBuilds list = List(100);

        Least(() => ContractValidator.Validate(list, limit: 100)).Should().Be(0);
    }

    [Fact]
    public void Reading_a_build_allocates_its_objects_and_the_texts_that_are_its_own()
    {
        byte[] few = CoprJson.Write(List(100));
        byte[] more = CoprJson.Write(List(101));

        (Least(() => CoprJson.Read<WaitingBuilds>(more)) - Least(() => CoprJson.Read<WaitingBuilds>(few))).Should().Be(BytesOfABuild);
    }

    [Fact]
    public void Reading_build_by_build_allocates_little_beyond_the_build()
    {
        byte[] few = CoprJson.Write(List(100));
        byte[] more = CoprJson.Write(List(101));

        (Least(() => Count(more)) - Least(() => Count(few))).Should().BeInRange(BytesOfABuild, BytesOfABuild + 200);
    }

    [Fact]
    public void Writing_allocates_nothing_but_what_it_returns()
    {
        WaitingBuilds list = List(100);
        int length = CoprJson.Write(list).Length;

        Least(() => CoprJson.Write(list)).Should().Be(Least(() => GC.KeepAlive(new byte[length])));
    }

    [Fact]
    public void Writing_to_a_buffer_allocates_nothing()
    {
        WaitingBuilds list = List(100);
        var buffer = new ArrayBufferWriter<byte>(1_000_000);

        Least(() =>
        {
            buffer.ResetWrittenCount();
            CoprJson.Write(buffer, list);
        }).Should().Be(0);
    }

    [Fact]
    public void A_million_distinct_chroots_leave_nothing_behind()
    {
        const int Count = 1_000_000;
        long before = GC.GetTotalMemory(forceFullCollection: true);

        for (int number = 0; number < Count; number += 1000)
        {
            byte[] document = Encoding.UTF8.GetBytes($$"""{"builds":[{{string.Join(',', Enumerable.Range(number, 1000).Select(static id => Json(id, $"d-{id.ToString(CultureInfo.InvariantCulture)}-x86_64")))}}]}""");
            CoprJson.Read<WaitingBuilds>(document).Builds.Should().HaveCount(1000);
        }

        // As texts they would be more than sixty million bytes.
        (GC.GetTotalMemory(forceFullCollection: true) - before).Should().BeLessThan(10_000_000);
    }

    private static int Count(byte[] document)
    {
        int builds = 0;
        IAsyncEnumerator<BuildEntry> entries = new WaitingBuildsReader().ReadAsync(document).GetAsyncEnumerator();
        while (IsTrue(entries.MoveNextAsync()))
        {
            builds++;
        }

        return builds;
    }

    /// <summary>What is in memory is there at once, so that nothing has to be awaited, which would allocate.</summary>
    private static bool IsTrue(ValueTask<bool> ended) =>
        ended.IsCompletedSuccessfully ? ended.Result : throw new InvalidOperationException("What is in memory has to be awaited.");

    private static WaitingBuilds List(int builds) =>
        CoprJson.Read<WaitingBuilds>(Encoding.UTF8.GetBytes($$"""{"builds":[{{string.Join(',', Enumerable.Range(1, builds).Select(static id => Json(id, "fedora-17-i386 fedora-17-x86_64")))}}]}"""));

    private static string Json(int id, string chroots) =>
        $$"""{"copr_id":5,"user_id":1,"copr":{"owner_id":2,"repos":"http://foo/repo","chroots":"{{chroots}}","id":5,"name":"ff2"},"submitted_on":1351157544,"pkgs":"http://foo/pkg.src.rpm","chroots":"{{chroots}}","id":{{id.ToString(CultureInfo.InvariantCulture)}}}""";

    /// <summary>The fewest bytes of many runs: the first ones pay for the compiler.</summary>
    private static long Least(Action action)
    {
        long least = long.MaxValue;
        for (int run = 0; run < 3000; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
