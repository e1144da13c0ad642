using System.Buffers;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Json;

/// <summary>The bytes that are allocated. The tests run alone, so that the runtime has time to improve the code.</summary>
[Collection(nameof(MemoryTests))]
public sealed class AllocationTests
{
    private static readonly ArrayBufferWriter<byte> Buffer = new(1_000_000);

    private static readonly WaitingBuilds Few = List(10);

    private static readonly WaitingBuilds More = List(11);

    private static readonly ValidationOptions Eleven = new() { MaxBuilds = 11 };

    private static readonly byte[] FewUtf8 = CoprJson.Write(Few);

    private static readonly byte[] MoreUtf8 = CoprJson.Write(More);

    /// <summary>The copr's name, its lists of repositories and chroots, which the build shares, and the build's list of packages.</summary>
    private static readonly long BytesOfTexts = BytesOf(Samples.Copr.Name) + BytesOf(Samples.Copr.Repositories.ToString())
        + BytesOf(Samples.Copr.Chroots.ToString()) + BytesOf(Samples.Build.Packages.ToString());

    [Fact]
    public void Validating_a_longer_valid_list_allocates_no_more() => AssertAllocates(
        static least => least[0] == least[1],
        static () => ContractValidator.Validate(Few, Eleven),
        static () => ContractValidator.Validate(More, Eleven));

    [Fact]
    public void Reading_a_build_allocates_its_objects_and_its_texts() => AssertAllocates(
        static least => least[1] - least[0] == least[2] + least[3] + BytesOfTexts + IntPtr.Size,
        static () => CoprJson.Read<WaitingBuilds>(FewUtf8),
        static () => CoprJson.Read<WaitingBuilds>(MoreUtf8),
        static () => GC.KeepAlive(Samples.Build with { }),
        static () => GC.KeepAlive(Samples.Copr with { }));

    [Fact]
    public void Reading_build_by_build_allocates_little_more_than_the_build() => AssertAllocates(
        static least => least[1] - least[0] <= least[2] + least[3] + BytesOfTexts + 200,
        static () => Count(FewUtf8),
        static () => Count(MoreUtf8),
        static () => GC.KeepAlive(Samples.Build with { }),
        static () => GC.KeepAlive(Samples.Copr with { }));

    [Fact]
    public void Writing_allocates_only_what_it_returns() => AssertAllocates(
        static least => least[0] == least[1],
        static () => CoprJson.Write(Few),
        static () => GC.KeepAlive(new byte[FewUtf8.Length]));

    [Fact]
    public void Writing_to_a_buffer_allocates_only_the_writer() => AssertAllocates(
        static least => least[0] == least[1] && least[0] < 300,
        static () => Write(Few),
        static () => Write(More));

    [Fact]
    public void A_read_between_two_others_does_not_change_what_they_allocate()
    {
        byte[] other = Document.Of((Samples.Build with { Chroots = Samples.Chroots("a-1-arm"), Results = "http://foo/" }).ToString());

        AssertAllocates(
            static least => least[1] == least[0] && least[3] == least[0],
            static () => CoprJson.Read<WaitingBuilds>(FewUtf8),
            static () => CoprJson.Read<WaitingBuilds>(FewUtf8),
            () => CoprJson.Read<WaitingBuilds>(other),
            static () => CoprJson.Read<WaitingBuilds>(FewUtf8));
    }

    private static int Count(byte[] document)
    {
        int builds = 0;
        IAsyncEnumerator<BuildEntry> entries = new WaitingBuildsReader().ReadAsync(new MemoryStream(document)).GetAsyncEnumerator();
        while (IsTrue(entries.MoveNextAsync()))
        {
            builds++;
        }

        return builds;
    }

    /// <summary>A stream in memory completes at once. To await it would allocate.</summary>
    private static bool IsTrue(ValueTask<bool> task) =>
        task.IsCompletedSuccessfully ? task.Result : throw new InvalidOperationException("A stream in memory must complete at once.");

    private static void Write(WaitingBuilds list)
    {
        Buffer.ResetWrittenCount();
        CoprJson.Write(Buffer, list);
    }

    private static WaitingBuilds List(int builds) =>
        new() { Builds = [.. Enumerable.Range(1, builds).Select(static id => Samples.Build with { Id = id })] };

    /// <summary>The size of a string object.</summary>
    private static long BytesOf(string text) => (22 + (2 * text.Length) + 7) / 8 * 8;

    /// <summary>
    /// Asserts what the actions allocate at least. They alternate, and run until they allocate what is expected, because the runtime
    /// improves code that runs often, in the background.
    /// </summary>
    private static void AssertAllocates(Func<long[], bool> isExpected, params Action[] actions)
    {
        long[] least = [.. actions.Select(static _ => long.MaxValue)];
        for (int round = 0; round == 0 || (round < 100 && !isExpected(least)); round++)
        {
            Thread.Sleep(round == 0 ? 0 : 100);
            for (int run = 0; run < 100 * actions.Length; run++)
            {
                int action = run % actions.Length;
                long start = GC.GetAllocatedBytesForCurrentThread();
                actions[action]();
                least[action] = Math.Min(least[action], GC.GetAllocatedBytesForCurrentThread() - start);
            }
        }

        isExpected(least).Should().BeTrue("the actions allocate {0} bytes", string.Join(", ", least));
    }
}
