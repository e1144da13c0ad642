using System.IO.Pipelines;
using System.Text;
using Copr.Contracts.Tasks;

namespace Copr.Contracts.Tests.Tasks;

public sealed class PendingTasksReaderTests
{
    private const string First = """{"task_id":"7","build_id":7,"project_owner":"jdoe","sandbox":"s","background":false,"chroot":null}""";

    private const string Second =
        """{"task_id":"8-fedora-42-x86_64","build_id":8,"project_owner":"jdoe","sandbox":"s","background":false,"chroot":"fedora-42-x86_64","tags":[],"allow_user_ssh":false}""";

    [Fact]
    public async Task An_empty_list_has_no_entries() => (await ReadAsync("[]")).Should().Be("");

    [Fact]
    public async Task Every_task_is_read() => (await ReadAsync($"[{First},\n{Second}]")).Should().Be("7, 8-fedora-42-x86_64");

    [Theory]
    [InlineData("null", "COPR602 /1")]
    [InlineData("7", "COPR103 /1")]
    [InlineData("{}", "COPR102 /1")]
    [InlineData("""{"task_id":"x","build_id":7,"project_owner":"jdoe","sandbox":"s","background":false,"chroot":null}""", "COPR603 /1/task_id")]
    [InlineData("{\"a\":}", "COPR101 /1/a")]
    public async Task A_broken_entry_does_not_stop_the_others(string entry, string error) =>
        (await ReadAsync($"[{First},{entry},{Second}]")).Should().Be($"7, {error}, 8-fedora-42-x86_64");

    [Theory]
    [InlineData("", "COPR101 ")]
    [InlineData("[", "COPR601 ")]
    [InlineData($"[{First}", "7, COPR601 ")]
    [InlineData($"[{First},", "7, COPR601 ")]
    [InlineData($"[{First},{{\"task_id\":\"8", "7, COPR601 ")]
    [InlineData($"[{First},nul", "7, COPR601 ")]
    public async Task A_list_that_is_cut_off_yields_what_arrived_and_then_says_so(string text, string expected) =>
        (await ReadAsync(text)).Should().Be(expected);

    [Theory]
    [InlineData("null", "COPR103 ")]
    [InlineData("{}", "COPR103 ")]
    [InlineData("<html>", "COPR101 ")]
    [InlineData($"[{First}]]", "7, COPR101 ")]
    [InlineData($"[{First} {Second}]", "7, COPR101 /1")]
    public async Task Another_document_is_refused(string text, string expected) => (await ReadAsync(text)).Should().Be(expected);

    [Theory]
    [InlineData(1), InlineData(2), InlineData(7), InlineData(50)]
    public async Task The_pieces_in_which_a_list_arrives_do_not_matter(int size)
    {
        using var stream = new ChunkedStream(Encoding.UTF8.GetBytes($"[{First},null,{Second}"), size);

        (await ReadAsync(stream)).Should().Be("7, COPR602 /1, 8-fedora-42-x86_64, COPR601 ");
    }

    [Fact]
    public void Null_is_refused() => new Action[]
    {
        static () => new PendingTasksReader().ReadAsync((Stream)null!),
        static () => new PendingTasksReader().ReadAsync((PipeReader)null!),
    }.Should().AllSatisfy(static read => read.Should().Throw<ArgumentNullException>().WithParameterName("utf8Json"));

    [Fact]
    public async Task A_task_that_is_larger_than_the_limit_is_rejected()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($"[{First},{Second}]"));

        (await ReadAsync(stream, new ReaderLimits { MaxBuildBytes = First.Length })).Should().Be("7, COPR108 /1");
    }

    [Theory]
    [InlineData(5, "7")]
    [InlineData(4, "COPR108 /0/x")]
    public async Task A_task_may_be_nested_as_deep_as_the_limit(int maxDepth, string expected)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($"[{First[..^1]},\"x\":[[[1]]]}}]"));

        (await ReadAsync(stream, new ReaderLimits { MaxDepth = maxDepth })).Should().Be(expected);
    }

    [Fact]
    public async Task Only_an_entry_without_a_task_is_rejected()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($"[{First},null]"));
        List<bool> areRejected = [];

        await foreach (PendingTaskEntry entry in new PendingTasksReader().ReadAsync(stream))
            areRejected.Add(entry.IsRejected);

        areRejected.Should().Equal(false, true);
    }

    [Fact]
    public async Task The_caller_s_pipe_can_be_read_on()
    {
        var pipe = PipeReader.Create(new MemoryStream(Encoding.UTF8.GetBytes($"[{First}]")));
        await foreach (PendingTaskEntry _ in new PendingTasksReader().ReadAsync(pipe))
        {
        }

        (await pipe.ReadAsync()).IsCompleted.Should().BeTrue();
    }

    [Fact]
    public async Task A_cancellation_ends_the_reading_before_the_next_task()
    {
        using var cancellation = new CancellationTokenSource();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($"[{First},{Second}]"));
        List<string> read = [];
        Func<Task> reading = async () =>
        {
            await foreach (PendingTaskEntry entry in new PendingTasksReader().ReadAsync(stream, cancellation.Token))
            {
                read.Add(entry.Task!.TaskId.ToString());
                await cancellation.CancelAsync();
            }
        };

        await reading.Should().ThrowAsync<OperationCanceledException>();
        read.Should().Equal("7");
    }

    private static async Task<string> ReadAsync(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await ReadAsync(stream);
    }

    private static async Task<string> ReadAsync(Stream stream, ReaderLimits? limits = null)
    {
        List<string> read = [];
        try
        {
            await foreach (PendingTaskEntry entry in new PendingTasksReader(limits).ReadAsync(stream))
                read.Add(entry.Task?.TaskId.ToString() ?? $"{entry.Violations[0].Rule.Id} {entry.Violations[0].Path}");
        }
        catch (ContractException exception)
        {
            read.Add($"{exception.Violation.Rule.Id} {exception.Violation.Path}");
        }

        return string.Join(", ", read);
    }
}
