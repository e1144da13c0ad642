using System.Buffers;
using Copr.Contracts.Tasks;

namespace Copr.Contracts.Tool.Checking;

/// <summary>Validates a document that is read as a whole. Only the wiki's wire has a mode.</summary>
internal static class WholeDocument
{
    public static async Task<IReadOnlyList<Violation>> ValidateAsync(
        string contract, Stream document, ReaderLimits limits, ReadingMode mode, CancellationToken cancellationToken)
    {
        using var text = new MemoryStream();
        using IMemoryOwner<byte> buffer = MemoryPool<byte>.Shared.Rent(64 * 1024);
        int read;
        while (text.Length <= limits.MaxDocumentBytes && (read = await document.ReadAsync(buffer.Memory, cancellationToken)) > 0)
        {
            await text.WriteAsync(buffer.Memory[..read], cancellationToken);
        }

        byte[] utf8Json = text.ToArray();
        return contract switch
        {
            ContractName.UpdateBuildsResult => Validate<BuildUpdatesResult>(),
            ContractName.StartingBuild => Validate<StartBuildRequest>(),
            ContractName.StartingBuildResult => Validate<StartBuildResponse>(),
            ContractName.CanceledBuilds => Validate<CanceledBuilds>(),
            ContractName.BuildTask => Validate<BuildTask>(),
            ContractName.SourceTask => Validate<SourceTask>(),
            ContractName.StartTask => Validate<StartTaskRequest>(),
            ContractName.StartTaskResponse => Validate<StartTaskResponse>(),
            ContractName.TaskUpdates => TaskValidator.ValidateTaskUpdates(utf8Json, limits).Violations,
            ContractName.TaskUpdatesResult => Validate<TaskUpdatesResult>(),
            _ => TaskValidator.ValidateCancelRequests(utf8Json, limits).Violations,
        };

        IReadOnlyList<Violation> Validate<T>()
            where T : class, IContractObject<T> =>
            TaskValidator.Validate<T>(utf8Json, limits, mode).Violations;
    }
}
