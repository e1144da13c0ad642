using System.Text.Json;
using Copr.Contracts.Json;
using Copr.Contracts.Validation;
using CsCheck;

namespace Copr.Contracts.Tests.Properties;

/// <summary>What holds for the list, and for reading it build by build.</summary>
public sealed class WaitingBuildsProperties : DocumentProperties<WaitingBuilds>
{
    private protected override Gen<Written<WaitingBuilds>> Strict => Generate.WaitingBuilds(Generate.Second);

    private protected override Gen<Written<WaitingBuilds>> Lenient => Generate.WaitingBuilds(Generate.Moment);

    private protected override Gen<Utf8Text> Documents => Generate.ListDocument;

    [Fact]
    public void Build_by_build_a_good_document_is_the_same_whatever_the_chunks() => Property.Holds(Gen.Select(Lenient, Gen.Int[1, 400]), static (written, chunk) =>
    {
        foreach (int length in new[] { 1, chunk, int.MaxValue })
        {
            Entries found = Entries.Of(written.Utf8Json, CoprJson.Lenient, length);

            found.Thrown.Should().BeNull();
            found.All.Select(static entry => entry.Build).Should().Equal(CoprJson.Read<WaitingBuilds>(written.Utf8Json, CoprJson.Lenient).Builds);
        }
    });

    [Fact]
    public void Build_by_build_a_document_is_good_where_it_is_as_a_whole() => Property.Holds(Incoming(Documents), static incoming =>
    {
        foreach (JsonSerializerOptions options in Json.Document.Modes)
        {
            WaitingBuilds? whole = Outcome<WaitingBuilds>.OfContract(incoming.Text.Bytes, options, incoming.Chunk)[0].Value;
            Entries found = Entries.Of(incoming.Text.Bytes, options, incoming.Chunk);

            (found.Thrown is null or ContractException).Should().BeTrue("it threw {0}", found.Thrown);
            found.All.Should().NotContain(static entry => entry.IsRejected == (entry.Violations.Count == 0));
            found.IsGood.Should().Be(whole is not null);
            if (whole is not null)
            {
                found.All.Select(static entry => entry.Build).Should().Equal(whole.Builds);
            }
        }
    });

    [Fact]
    public void Build_by_build_the_chunks_change_nothing_of_what_is_said() => Property.Holds(Incoming(Documents), static incoming =>
    {
        foreach (JsonSerializerOptions options in Json.Document.Modes)
        {
            Entries.Of(incoming.Text.Bytes, options, incoming.Chunk).Told.Should().Be(Entries.Of(incoming.Text.Bytes, options, int.MaxValue).Told);
        }
    });

    [Fact]
    public void What_is_set_aside_leaves_the_other_builds_alone() => Property.Holds(
        Gen.Select(Gen.Select(Generate.Build(Generate.Second), Generate.NoBuild, Gen.Bool).Array[0, 5], Gen.Int[1, 200]), static (items, chunk) =>
        {
            string document = $$"""{"builds":[{{string.Join(',', items.Select(static item => item.Item3 ? item.Item1.Json : item.Item2))}}]}""";

            Entries found = Entries.Of(Json.Document.Utf8(document), CoprJson.Strict, chunk);

            found.Thrown.Should().BeNull();
            found.All.Select(static entry => entry.Build).Should().Equal(items.Select(static item => item.Item3 ? item.Item1.Value : null));
        });

    [Fact]
    public void The_validator_throws_nothing_and_finds_a_document_unreadable_where_the_reader_does() => Property.Holds(Incoming(Documents), static incoming =>
    {
        foreach (JsonSerializerOptions options in Json.Document.Modes)
        {
            bool isRead = Outcome<WaitingBuilds>.OfContract(incoming.Text.Bytes, options, incoming.Chunk)[0].IsRead;
            ValidationReport report = ContractValidator.Validate(incoming.Text.Bytes, options);

            report.Violations.Any(static violation => violation.Rule.Id.StartsWith("COPR1", StringComparison.Ordinal)).Should().Be(!isRead);
            ContractValidator.ValidateAsync(new ChunkedStream(incoming.Text.Bytes, incoming.Chunk), options).GetAwaiter().GetResult().Violations.Should().Equal(report.Violations);
        }
    });

    [Fact]
    public void Of_a_readable_document_the_validator_says_what_it_says_of_the_value() => Property.Holds(Lenient, static written =>
        Told(ContractValidator.Validate(written.Utf8Json, CoprJson.Lenient)).Should().Equal(Told(ContractValidator.Validate(written.Value))));

    [Fact]
    public void What_is_selected_breaks_no_rule_of_the_list() => Property.Holds(Gen.Select(Generate.Submitted, Gen.Int[1, 12]), static (submitted, limit) =>
        ContractValidator.Validate(WaitingBuilds.From(submitted, limit), limit).Violations.Should().NotContain(static violation => violation.Rule.Id.StartsWith("COPR3", StringComparison.Ordinal)));

    [Fact]
    public void As_many_are_selected_as_wait_and_the_limit_allows() => Property.Holds(Gen.Select(Generate.Submitted, Gen.Int[1, 12]), static (submitted, limit) =>
        WaitingBuilds.From(submitted, limit).Builds.Should().HaveCount(Math.Min(limit, submitted.Where(static build => build.State == BuildState.Waiting).DistinctBy(static build => build.Id).Count())));

    [Fact]
    public void Nothing_that_is_left_out_is_older_than_what_is_selected() => Property.Holds(Gen.Select(Generate.Submitted, Gen.Int[1, 12]), static (submitted, limit) =>
    {
        IReadOnlyList<Build> selected = WaitingBuilds.From(submitted, limit).Builds;
        submitted.Where(build => build.State == BuildState.Waiting && selected.All(other => other.Id != build.Id))
            .Should().NotContain(build => selected.Any(other => other.SubmittedOn > build.SubmittedOn));
    });

    /// <summary>What is said, wherever in the text it is.</summary>
    private static IEnumerable<string> Told(ValidationReport report) =>
        report.Violations.Select(static violation => (violation with { Line = null, Column = null }).ToString()).Order(StringComparer.Ordinal);

    private protected override WaitingBuilds Copy(WaitingBuilds value) => value with { };

    /// <summary>What reading build by build found, up to its end.</summary>
    private sealed record Entries(IReadOnlyList<BuildEntry> All, Exception? Thrown)
    {
        public bool IsGood => Thrown is null && All.All(static entry => !entry.IsRejected);

        /// <summary>All of it, to be compared.</summary>
        public string Told => string.Join('\n', [.. All.Select(static entry => $"{entry.Index} {entry.Id} {entry.Build} {Convert.ToBase64String(entry.RawJson.Span)} {string.Join(' ', entry.Violations)}"), $"{(Thrown as ContractException)?.Violation}"]);

        public static Entries Of(byte[] document, JsonSerializerOptions options, int chunk)
        {
            List<BuildEntry> entries = [];
            try
            {
                Collect(new WaitingBuildsReader(options).ReadAsync(new ChunkedStream(document, chunk)), entries).GetAwaiter().GetResult();
                return new(entries, null);
            }
            catch (Exception exception)
            {
                return new(entries, exception);
            }
        }

        private static async Task Collect(IAsyncEnumerable<BuildEntry> entries, List<BuildEntry> list)
        {
            await foreach (BuildEntry entry in entries)
            {
                list.Add(entry);
            }
        }
    }
}
