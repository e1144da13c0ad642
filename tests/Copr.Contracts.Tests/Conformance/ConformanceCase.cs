using System.Text.Json;
using System.Text.Json.Serialization;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Conformance;

/// <summary>A case of the corpus in tests/conformance.</summary>
public sealed record ConformanceCase
{
    private static readonly JsonSerializerOptions Options =
        new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static string Folder { get; } = Path.Combine(TestFolder.Root, "tests", "conformance");

    public static IReadOnlyList<ConformanceCase> All { get; } =
        JsonSerializer.Deserialize<Index>(System.IO.File.ReadAllText(Path.Combine(Folder, "index.json")), Options)!.Cases;

    public static IEnumerable<ConformanceCase> Lists => All.Where(static item => item.Document == "waiting_builds");

    public static IEnumerable<ConformanceCase> Reports => All.Where(static item => item.Document == "update_builds");

    public required string Id { get; init; }

    public required string File { get; init; }

    public required string Shows { get; init; }

    public string Document { get; init; } = "waiting_builds";

    public required string Mode { get; init; }

    public int Limit { get; init; } = WaitingBuilds.DefaultLimit;

    public required IReadOnlyList<ExpectedViolation> Violations { get; init; }

    public byte[] Text => System.IO.File.ReadAllBytes(Path.Combine(Folder, File));

    public ReadingMode ReadingMode => Mode == "lenient" ? ReadingMode.Lenient : ReadingMode.Strict;

    /// <summary>The rules that are checked on a document, and so have cases.</summary>
    public static IEnumerable<string> RuleIds { get; } =
        [.. Rules.All.Where(static rule => rule.Kind is RuleKind.Schema or RuleKind.Document).Select(static rule => rule.Id)];

    /// <summary>Whether the document, or an item of it, breaks a rule that the readers report.</summary>
    public bool IsUnreadable => Violations.Any(static violation => violation.IsOfReading);

    private ValidationOptions ValidationOptions => new() { Mode = ReadingMode, MaxBuilds = Limit };

    public static ConformanceCase Of(string id) => All.Single(item => item.Id == id);

    public ValidationReport Validate() => Document == "update_builds"
        ? ContractValidator.ValidateBuildUpdates(Text)
        : ContractValidator.ValidateWaitingBuilds(Text, ValidationOptions);

    public Task<ValidationReport> ValidateAsync(Stream text) => Document == "update_builds"
        ? ContractValidator.ValidateBuildUpdatesAsync(text)
        : ContractValidator.ValidateWaitingBuildsAsync(text, ValidationOptions);

    private sealed record Index(int Version, IReadOnlyList<ConformanceCase> Cases);
}

/// <summary>A violation that a case expects.</summary>
public sealed record ExpectedViolation(string Rule, string Path)
{
    /// <summary>Whether the readers report the rule.</summary>
    public bool IsOfReading => Rule == "COPR502" || Rule.StartsWith("COPR1", StringComparison.Ordinal);

    public static ExpectedViolation Of(Violation violation) => new(violation.Rule.Id, violation.Path);
}
