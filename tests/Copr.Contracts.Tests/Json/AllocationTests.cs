using System.Globalization;
using System.Text;
using Copr.Contracts.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Json;

/// <summary>What is allocated, which is the same every time once the code is warm. By itself, since what other tests hold would be counted.</summary>
[Collection(nameof(MemoryTests))]
public sealed class AllocationTests
{
    [Fact]
    public void Checking_a_list_that_breaks_no_rule_allocates_nothing()
    {
        WaitingBuilds list = List(100);

        Least(() => ContractValidator.Validate(list, limit: 100)).Should().Be(0);
    }

    [Fact]
    public void Reading_a_list_of_chroots_that_was_read_before_allocates_no_second_text()
    {
        byte[] document = CoprJson.Write(List(1));

        var first = CoprJson.Read<WaitingBuilds>(document);
        var second = CoprJson.Read<WaitingBuilds>(document);

        second.Builds[0].Chroots.ToString().Should().BeSameAs(first.Builds[0].Chroots.ToString());
    }

    [Fact]
    public void Writing_allocates_little_beyond_what_it_returns()
    {
        WaitingBuilds list = List(100);
        int length = CoprJson.Write(list).Length;

        Least(() => CoprJson.Write(list)).Should().BeLessThan(length + 2048);
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

    private static WaitingBuilds List(int builds) =>
        CoprJson.Read<WaitingBuilds>(Encoding.UTF8.GetBytes($$"""{"builds":[{{string.Join(',', Enumerable.Range(1, builds).Select(static id => Json(id, "fedora-17-i386 fedora-17-x86_64")))}}]}"""));

    private static string Json(int id, string chroots) =>
        $$"""{"copr_id":5,"user_id":1,"copr":{"owner_id":2,"repos":"http://foo/repo","chroots":"{{chroots}}","id":5,"name":"ff2"},"submitted_on":1351157544,"pkgs":"http://foo/pkg.src.rpm","chroots":"{{chroots}}","id":{{id.ToString(CultureInfo.InvariantCulture)}}}""";

    /// <summary>The fewest bytes of many runs: the first ones pay for the compiler.</summary>
    private static long Least(Action action)
    {
        long least = long.MaxValue;
        for (int run = 0; run < 300; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
