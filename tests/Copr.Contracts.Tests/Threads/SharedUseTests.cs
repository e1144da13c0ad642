using System.Text.Json;
using Copr.Contracts.Tests.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Threads;

/// <summary>Many threads use what is shared at once, on different documents, and each gets the result of its own document.</summary>
public sealed class SharedUseTests
{
    private const int Threads = 8;

    private const int DocumentCount = 40;

    private static readonly WaitingBuilds[] Lists = [.. Enumerable.Range(0, DocumentCount).Select(CreateList)];

    private static readonly byte[][] Documents = [.. Lists.Select(CoprJson.Write)];

    /// <summary>The documents with a change that breaks most of them.</summary>
    private static readonly byte[][] Broken = [.. Documents.Select(static (document, number) => Break(document, number))];

    public static TheoryData<ReadingMode> Modes => [.. Document.Modes];

    [Theory]
    [MemberData(nameof(Modes))]
    public void Documents_are_read_as_alone(ReadingMode mode) =>
        ForEach(number => CoprJson.Read<WaitingBuilds>(Documents[number], mode).Should().Be(Lists[number]));

    [Fact]
    public void Documents_are_written_as_alone() =>
        ForEach(static number => CoprJson.Write(Lists[number]).Should().Equal(Documents[number]));

    [Fact]
    public void JsonSerializer_reads_and_writes_documents_as_alone() => ForEach(static number =>
    {
        JsonSerializer.Deserialize<WaitingBuilds>(Documents[number], CoprJson.StrictOptions).Should().Be(Lists[number]);
        JsonSerializer.SerializeToUtf8Bytes(Lists[number], CoprJson.StrictOptions).Should().Equal(Documents[number]);
    });

    [Fact]
    public void One_reader_reads_documents_build_by_build_as_alone()
    {
        var reader = new WaitingBuildsReader();

        ForEach(number => reader.ReadAsync(new ChunkedStream(Documents[number], 50)).ToBlockingEnumerable()
            .Select(static entry => entry.Build).Should().Equal(Lists[number].Builds));
    }

    [Fact]
    public void The_validator_reports_of_texts_what_it_reports_alone()
    {
        string[] reports = [.. Broken.Select(static document => ContractValidator.ValidateWaitingBuilds(document).ToString())];

        ForEach(number => ContractValidator.ValidateWaitingBuilds(Broken[number]).ToString().Should().Be(reports[number]));
    }

    [Fact]
    public void The_validator_reports_of_objects_what_it_reports_alone()
    {
        string[] reports = [.. Lists.Select(static list => ContractValidator.Validate(list).ToString())];

        ForEach(number => ContractValidator.Validate(Lists[number]).ToString().Should().Be(reports[number]));
    }

    /// <summary>Runs the action with the number of each document on every thread. Each thread starts with another document.</summary>
    private static void ForEach(Action<int> action) => Crowd.Run(
    [
        .. Enumerable.Range(0, Threads).Select(thread => (Action)(() =>
        {
            for (int number = 0; number < DocumentCount; number++)
            {
                action((number + (thread * DocumentCount / Threads)) % DocumentCount);
            }
        })),
    ]);

    /// <summary>A list whose length and chroots depend on its number. Its chroots are those of the list before it, and others.</summary>
    private static WaitingBuilds CreateList(int number) => new()
    {
        Builds =
        [
            .. Enumerable.Range(0, number % 7).Select(index => Samples.Build with
            {
                Id = number + index,
                Canceled = number % 5 == 0 ? true : null,
                Chroots = Samples.Chroots($"fedora-{1000 + number}-x86_64 fedora-{1000 + number + (index % 2)}-i386"),
                Copr = Samples.Copr with { Chroots = Samples.Chroots($"fedora-{1000 + number}-x86_64") },
            }),
        ],
    };

    private static byte[] Break(byte[] document, int number)
    {
        int at = document.Length * number / DocumentCount;
        return [.. document[..at], (byte)"}x\""[number % 3], .. document[at..]];
    }
}
