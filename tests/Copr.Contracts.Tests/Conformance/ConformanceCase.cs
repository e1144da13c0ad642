using System.Text.Json;
using System.Text.Json.Serialization;
using Copr.Contracts.Tasks;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Conformance;

/// <summary>A case of the corpus in tests/conformance, or of the wire of tasks in its folder tasks.</summary>
public sealed record ConformanceCase
{
    private static readonly JsonSerializerOptions Options =
        new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static string Folder { get; } = Path.Combine(TestFolder.Root, "tests", "conformance");

    public static IReadOnlyList<ConformanceCase> All { get; } = [.. ReadIndex(""), .. ReadIndex("tasks")];

    public static IEnumerable<ConformanceCase> Lists => All.Where(static item => item.Document == "waiting_builds");

    public static IEnumerable<ConformanceCase> Reports => All.Where(static item => item.Document == "update_builds");

    public static IEnumerable<ConformanceCase> Tasks => All.Where(static item => item.IsOfTasks);

    /// <summary>The folder of the wire in <see cref="Folder"/>: empty, or <c>tasks</c>.</summary>
    [JsonIgnore]
    public string Wire { get; private init; } = "";

    public required string Id { get; init; }

    public required string File { get; init; }

    public required string Shows { get; init; }

    public string Document { get; init; } = "waiting_builds";

    public string Mode { get; init; } = "strict";

    public int Limit { get; init; } = WaitingBuilds.DefaultLimit;

    /// <summary>The releases of the chroots of each build, if a report is validated by somebody who knows them.</summary>
    public IReadOnlyDictionary<long, IReadOnlyList<string>> Releases { get; init; } = new Dictionary<long, IReadOnlyList<string>>();

    /// <summary>Whether a document of tasks, or an item of it, cannot be read.</summary>
    public bool Unreadable { get; init; }

    public required IReadOnlyList<ExpectedViolation> Violations { get; init; }

    public byte[] Text => System.IO.File.ReadAllBytes(Path.Combine(Folder, Wire, File));

    public bool IsOfTasks => Wire == "tasks";

    public ReadingMode ReadingMode => Mode == "lenient" ? ReadingMode.Lenient : ReadingMode.Strict;

    /// <summary>The rules that are checked on a document, and so have cases.</summary>
    public static IEnumerable<string> RuleIds { get; } =
        [.. Rules.All.Where(static rule => rule.Kind is RuleKind.Schema or RuleKind.Document).Select(static rule => rule.Id)];

    /// <summary>Whether the document, or an item of it, breaks a rule that the readers report.</summary>
    public bool IsUnreadable => Unreadable || Violations.Any(static violation => violation.IsOfReading);

    /// <summary>Whether the document is validated as it arrives.</summary>
    public bool IsStreamed => !IsOfTasks || Document == "pending-tasks";

    /// <summary>The name of the schema of the document.</summary>
    public string Schema => Document.Replace('_', '-');

    private ValidationOptions ValidationOptions => new() { Mode = ReadingMode, MaxBuilds = Limit };

    public static ConformanceCase Of(string id) => All.Single(item => item.Id == id);

    public ValidationReport Validate() => Document switch
    {
        "update_builds" => ContractValidator.ValidateBuildUpdates(Text),
        "waiting_builds" => ContractValidator.ValidateWaitingBuilds(Text, ValidationOptions),
        _ => TaskDocument.Of(Document).Validate(Text, FindReleases),
    };

    public Task<ValidationReport> ValidateAsync(Stream text) => Document switch
    {
        "update_builds" => ContractValidator.ValidateBuildUpdatesAsync(text),
        "waiting_builds" => ContractValidator.ValidateWaitingBuildsAsync(text, ValidationOptions),
        _ => TaskValidator.ValidatePendingTasksAsync(text),
    };

    public IReadOnlyList<string>? FindReleases(long build) => Releases.GetValueOrDefault(build);

    private static IEnumerable<ConformanceCase> ReadIndex(string wire) =>
        JsonSerializer.Deserialize<Index>(System.IO.File.ReadAllText(Path.Combine(Folder, wire, "index.json")), Options)!.Cases
            .Select(item => item with { Wire = wire });

    private sealed record Index(int Version, IReadOnlyList<ConformanceCase> Cases);
}

/// <summary>A violation that a case expects. The cases of tasks have its position, too.</summary>
public sealed record ExpectedViolation(string Rule, string Path, long Line = 0, long Column = 0)
{
    /// <summary>Whether the readers report the rule.</summary>
    public bool IsOfReading => Rule == "COPR502" || Rule.StartsWith("COPR1", StringComparison.Ordinal);

    public static ExpectedViolation Of(Violation violation) => new(violation.Rule.Id, violation.Path);

    public static ExpectedViolation At(Violation violation) =>
        new(violation.Rule.Id, violation.Path, violation.Line ?? 0, violation.Column ?? 0);
}
