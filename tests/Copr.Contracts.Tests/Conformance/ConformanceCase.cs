using System.Text.Json;
using System.Text.Json.Serialization;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Conformance;

/// <summary>A case of the corpus in tests/conformance.</summary>
public sealed record ConformanceCase
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static string Folder { get; } = Path.Combine(TestFolder.Root, "tests", "conformance");

    public static IReadOnlyList<ConformanceCase> All { get; } =
        JsonSerializer.Deserialize<Index>(System.IO.File.ReadAllText(Path.Combine(Folder, "index.json")), Options)!.Cases;

    public required string Id { get; init; }

    public required string File { get; init; }

    public required string Shows { get; init; }

    public string Document { get; init; } = "waiting_builds";

    public required string Mode { get; init; }

    public int Limit { get; init; } = WaitingBuilds.DefaultLimit;

    public required IReadOnlyList<ExpectedViolation> Violations { get; init; }

    public byte[] Text => System.IO.File.ReadAllBytes(Path.Combine(Folder, File));

    public JsonSerializerOptions ReaderOptions => Mode == "lenient" ? Copr.Contracts.Json.CoprJson.Lenient : Copr.Contracts.Json.CoprJson.Strict;

    /// <summary>Whether the document cannot be read: whether a rule 1xx, or that of the status, is broken.</summary>
    public bool IsUnreadable => Violations.Any(static violation => violation.Rule == "COPR502" || violation.Rule.StartsWith("COPR1", StringComparison.Ordinal));

    public static IEnumerable<ConformanceCase> Lists => All.Where(static item => item.Document == "waiting_builds");

    public static IEnumerable<ConformanceCase> Reports => All.Where(static item => item.Document == "update_builds");

    public ValidationReport Validate() =>
        Document == "update_builds" ? ContractValidator.ValidateUpdates(Text) : ContractValidator.Validate(Text, ReaderOptions, Limit);

    public Task<ValidationReport> ValidateAsync(Stream text) =>
        Document == "update_builds" ? ContractValidator.ValidateUpdatesAsync(text) : ContractValidator.ValidateAsync(text, ReaderOptions, Limit);

    public static ConformanceCase Of(string id) => All.Single(item => item.Id == id);

    private sealed record Index(int Version, IReadOnlyList<ConformanceCase> Cases);
}

/// <summary>What a case expects to be told.</summary>
public sealed record ExpectedViolation(string Rule, string Path);
