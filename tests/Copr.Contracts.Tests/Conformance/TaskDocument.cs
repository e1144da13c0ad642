using System.Text.Json;
using Copr.Contracts.Tasks;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Conformance;

/// <summary>What the library does with a kind of documents of the wire of tasks.</summary>
/// <param name="Validate">Validates a text, given the releases of a build's chroots.</param>
/// <param name="Copy">Reads a text and writes it again.</param>
/// <param name="ValidateObject">Reads a text and validates the object; null if only texts are validated.</param>
internal sealed record TaskDocument(
    Func<byte[], Func<long, IReadOnlyList<string>?>, ValidationReport> Validate,
    Func<byte[], byte[]> Copy,
    Func<byte[], Func<long, IReadOnlyList<string>?>, ValidationReport>? ValidateObject = null)
{
    private static readonly Dictionary<string, TaskDocument> All = new()
    {
        ["pending-tasks"] = new(static (text, _) => TaskValidator.ValidatePendingTasks(text), CopyList<PendingTask>),
        ["build-task"] = Create<BuildTask>(TaskValidator.Validate),
        ["source-task"] = Create<SourceTask>(TaskValidator.Validate),
        ["start-task"] = Create<StartTaskRequest>(TaskValidator.Validate),
        ["start-task-response"] = Create<StartTaskResponse>(),
        ["task-updates"] = new(
            static (text, releases) => TaskValidator.ValidateTaskUpdates(text, releasesOf: releases),
            static text => CoprJson.Write(CoprJson.Read<TaskUpdates>(text)),
            static (text, releases) => TaskValidator.Validate(CoprJson.Read<TaskUpdates>(text), releases)),
        ["task-updates-result"] = Create<TaskUpdatesResult>(),
        ["cancel-requests"] = new(static (text, _) => TaskValidator.ValidateCancelRequests(text), CopyList<TaskId>),
    };

    public static IEnumerable<string> Kinds => All.Keys;

    public static TaskDocument Of(string kind) => All[kind];

    private static TaskDocument Create<T>(Func<T, ValidationReport>? validate = null) where T : class, IContractObject<T> => new(
        static (text, _) => TaskValidator.Validate<T>(text),
        static text => CoprJson.Write(CoprJson.Read<T>(text)),
        validate is null ? null : (text, _) => validate(CoprJson.Read<T>(text)));

    private static byte[] CopyList<T>(byte[] text) =>
        JsonSerializer.SerializeToUtf8Bytes(JsonSerializer.Deserialize<List<T>>(text, CoprJson.StrictOptions), CoprJson.StrictOptions);
}
