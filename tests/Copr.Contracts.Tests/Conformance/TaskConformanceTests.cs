using System.Text.Json.Nodes;
using Copr.Contracts.Tasks;

namespace Copr.Contracts.Tests.Conformance;

/// <summary>What only the cases of the wire of tasks have, or only its documents do.</summary>
public sealed class TaskConformanceTests
{
    public static TheoryData<string> Cases => [.. ConformanceCase.Tasks.Select(static item => item.Id)];

    public static TheoryData<string> ReadableCases =>
        [.. ConformanceCase.Tasks.Where(static item => IsRead(item)).Select(static item => item.Id)];

    public static TheoryData<string> UnreadableCases =>
    [
        .. ConformanceCase.Tasks.Where(static item => !IsRead(item) && item.Document is not ("pending-tasks" or "cancel-requests"))
            .Select(static item => item.Id),
    ];

    public static TheoryData<string> ReadableObjects =>
    [
        .. ConformanceCase.Tasks.Where(static item => IsRead(item) && TaskDocument.Of(item.Document).ValidateObject is not null)
            .Select(static item => item.Id),
    ];

    public static TheoryData<string> Lists => [.. ConformanceCase.Tasks.Where(static item => item.Document == "pending-tasks").Select(static item => item.Id)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_violation_is_where_the_case_expects_it(string id)
    {
        ConformanceCase item = ConformanceCase.Of(id);

        item.Validate().Violations.Select(ExpectedViolation.At).Should().Equal(item.Violations, "it shows: {0}", item.Shows);
    }

    [Theory]
    [MemberData(nameof(ReadableCases))]
    public void A_readable_document_is_written_with_nothing_lost(string id)
    {
        ConformanceCase item = ConformanceCase.Of(id);

        JsonNode copy = JsonNode.Parse(TaskDocument.Of(item.Document).Copy(item.Text))!;

        JsonNode.DeepEquals(Shorten(copy, item), Shorten(JsonNode.Parse(item.Text)!, item)).Should().BeTrue("it is now {0}", copy);
    }

    [Theory]
    [MemberData(nameof(UnreadableCases))]
    public void Reading_an_unreadable_document_throws_a_violation_of_the_report(string id)
    {
        ConformanceCase item = ConformanceCase.Of(id);

        Violation thrown = FluentActions.Invoking(() => TaskDocument.Of(item.Document).Copy(item.Text))
            .Should().Throw<ContractException>().Which.Violation;

        item.Violations.Select(static violation => violation.Rule).Should().Contain(thrown.Rule.Id);
    }

    [Theory]
    [MemberData(nameof(ReadableObjects))]
    public void The_report_on_the_object_of_a_readable_document_is_that_on_its_text(string id)
    {
        ConformanceCase item = ConformanceCase.Of(id);

        TaskDocument.Of(item.Document).ValidateObject!(item.Text, item.FindReleases).Violations.Select(ExpectedViolation.Of)
            .Should().BeEquivalentTo(item.Violations.Select(static violation => new ExpectedViolation(violation.Rule, violation.Path)));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Entry_by_entry_reading_is_the_same_in_chunks_of_any_size(string id)
    {
        ConformanceCase item = ConformanceCase.Of(id);
        string whole = await DescribeEntriesAsync(item, int.MaxValue);

        (await DescribeEntriesAsync(item, 1)).Should().Be(whole);
        (await DescribeEntriesAsync(item, 7)).Should().Be(whole);
    }

    /// <summary>Removes what a frontend reads as absent: the members of a report that are null.</summary>
    private static JsonNode Shorten(JsonNode node, ConformanceCase item)
    {
        if (item.Document is not ("start-task" or "task-updates"))
        {
            return node;
        }

        if (node is JsonObject members)
        {
            foreach (string name in members.Where(static member => member.Value is null).Select(static member => member.Key).ToArray())
            {
                members.Remove(name);
            }
        }

        foreach (JsonNode? inner in node is JsonObject all ? all.Select(static member => member.Value) : node as JsonArray ?? [])
        {
            if (inner is not null)
            {
                Shorten(inner, item);
            }
        }

        return node;
    }

    private static bool IsRead(ConformanceCase item) =>
        !item.IsUnreadable && !item.Violations.Any(static violation => violation.Rule == "COPR601");

    /// <summary>Describes everything that the reader returns or throws.</summary>
    private static async Task<string> DescribeEntriesAsync(ConformanceCase item, int chunk)
    {
        List<string> lines = [];
        try
        {
            await foreach (PendingTaskEntry entry in new PendingTasksReader().ReadAsync(new ChunkedStream(item.Text, chunk)))
            {
                lines.Add($"{entry.Index} {entry.Task} {Convert.ToHexString(entry.RawJson.Span)}");
                lines.AddRange(entry.Violations.Select(static violation => violation.ToString()));
            }
        }
        catch (ContractException exception)
        {
            lines.Add(exception.Message);
        }

        return string.Join('\n', lines);
    }
}
