using Copr.Contracts.Fuzzing.Promises;
using Copr.Contracts.Tasks;
using CsCheck;

namespace Copr.Contracts.Tests.Properties;

public sealed class PendingTaskProperties : DocumentProperties<PendingTask>
{
    private protected override Gen<Written<PendingTask>> Values => Generate.PendingTask;

    private protected override PendingTask Copy(PendingTask value) => value with { };
}

/// <summary>What holds for the list of tasks, which only a reader and a validator have.</summary>
public sealed class PendingTaskListProperties
{
    private static Gen<Utf8Text> Documents => Generate.PendingTask.Array[0, 4]
        .Select(static tasks => new Utf8Text($"[{string.Join(',', tasks.AsEnumerable())}]"));

    [Fact]
    public void The_entries_of_a_list_are_its_tasks() => Property.Holds(Generate.PendingTask.Array[0, 4], static tasks =>
        new PendingTasksReader().ReadAsync(new MemoryStream(new Utf8Text($"[{string.Join(',', tasks.AsEnumerable())}]").Bytes))
            .ToBlockingEnumerable().Select(static entry => entry.Task).Should().Equal(tasks.Select(static task => task.Value)));

    [Fact]
    public void A_nearly_right_list_keeps_every_promise() =>
        Property.Holds(Generate.Incoming(Documents), static document => TaskPromises.CheckList(document.Bytes));
}

public sealed class BuildTaskProperties : DocumentProperties<BuildTask>
{
    private protected override Gen<Written<BuildTask>> Values => Generate.BuildTask;

    private protected override BuildTask Copy(BuildTask value) => value with { };

    private protected override void CheckPromises(byte[] document) =>
        TaskPromises.CheckDocument<BuildTask>(document, TaskValidator.Validate);
}

public sealed class SourceTaskProperties : DocumentProperties<SourceTask>
{
    private protected override Gen<Written<SourceTask>> Values => Generate.SourceTask;

    private protected override SourceTask Copy(SourceTask value) => value with { };

    private protected override void CheckPromises(byte[] document) =>
        TaskPromises.CheckDocument<SourceTask>(document, TaskValidator.Validate);
}

public sealed class StartTaskRequestProperties : DocumentProperties<StartTaskRequest>
{
    private protected override Gen<Written<StartTaskRequest>> Values => Generate.StartTaskRequest;

    private protected override StartTaskRequest Copy(StartTaskRequest value) => value with { };

    private protected override void CheckPromises(byte[] document) =>
        TaskPromises.CheckDocument<StartTaskRequest>(document, TaskValidator.Validate);
}

public sealed class StartTaskResponseProperties : DocumentProperties<StartTaskResponse>
{
    private protected override Gen<Written<StartTaskResponse>> Values => Generate.StartTaskResponse;

    private protected override StartTaskResponse Copy(StartTaskResponse value) => value with { };
}

public sealed class TaskUpdatesProperties : DocumentProperties<TaskUpdates>
{
    private protected override Gen<Written<TaskUpdates>> Values => Generate.TaskUpdates;

    private protected override TaskUpdates Copy(TaskUpdates value) => value with { };

    private protected override void CheckPromises(byte[] document) => TaskPromises.CheckUpdates(document);
}

public sealed class TaskUpdatesResultProperties : DocumentProperties<TaskUpdatesResult>
{
    private protected override Gen<Written<TaskUpdatesResult>> Values => Generate.TaskUpdatesResult;

    private protected override TaskUpdatesResult Copy(TaskUpdatesResult value) => value with { };
}
