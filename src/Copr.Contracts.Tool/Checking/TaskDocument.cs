using Copr.Contracts.Tasks;

namespace Copr.Contracts.Tool.Checking;

/// <summary>Validates a document of the wire of tasks.</summary>
internal static class TaskDocument
{
    public static bool IsOne(string contract) =>
        Array.IndexOf(ContractName.All, contract) >= Array.IndexOf(ContractName.All, ContractName.PendingTasks);

    public static async Task<IReadOnlyList<Violation>> ValidateAsync(
        string contract, Stream document, ReaderLimits limits, CancellationToken cancellationToken)
    {
        if (contract == ContractName.PendingTasks)
        {
            return (await TaskValidator.ValidatePendingTasksAsync(document, limits, cancellationToken)).Violations;
        }

        using var text = new MemoryStream();
        byte[] buffer = new byte[80 * 1024];
        int read;
        while (text.Length <= limits.MaxDocumentBytes && (read = await document.ReadAsync(buffer, cancellationToken)) > 0)
        {
            await text.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return Validate(contract, text.ToArray(), limits);
    }

    private static IReadOnlyList<Violation> Validate(string contract, byte[] utf8Json, ReaderLimits limits) => contract switch
    {
        ContractName.BuildTask => TaskValidator.Validate<BuildTask>(utf8Json, limits).Violations,
        ContractName.SourceTask => TaskValidator.Validate<SourceTask>(utf8Json, limits).Violations,
        ContractName.StartTask => TaskValidator.Validate<StartTaskRequest>(utf8Json, limits).Violations,
        ContractName.StartTaskResponse => TaskValidator.Validate<StartTaskResponse>(utf8Json, limits).Violations,
        ContractName.TaskUpdates => TaskValidator.ValidateTaskUpdates(utf8Json, limits).Violations,
        ContractName.TaskUpdatesResult => TaskValidator.Validate<TaskUpdatesResult>(utf8Json, limits).Violations,
        _ => TaskValidator.ValidateCancelRequests(utf8Json, limits).Violations,
    };
}
