using Copr.Contracts.Tests.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Hostile;

/// <summary>A report is bounded, and still says of every document whether it is valid.</summary>
public sealed class ReportSizeTests
{
    /// <summary>The maximum that ValidationReport documents.</summary>
    private const int Max = 10_000;

    private static readonly ValidationOptions Many = new() { MaxBuilds = 20_000 };

    private static readonly byte[] EmptyBuilds = Document.Of([.. Enumerable.Repeat("{}", 20_000)]);

    [Fact]
    public void A_list_of_broken_builds_has_at_most_10000_violations() =>
        ContractValidator.ValidateWaitingBuilds(EmptyBuilds, Many).Violations.Should().HaveCount(Max);

    [Fact]
    public void A_list_that_is_too_long_is_reported_even_if_the_report_is_full() =>
        ContractValidator.ValidateWaitingBuilds(EmptyBuilds).Violations
            .Should().HaveCount(Max + 1).And.ContainSingle(static violation => violation.Rule.Id == "COPR303");

    [Fact]
    public void The_first_error_of_a_text_is_reported_even_if_the_report_is_full() =>
        AssertHasOnlyTheFirstError(ContractValidator.ValidateWaitingBuilds(
            Document.Of([.. Enumerable.Range(1, Max + 1000).Select(static id => WithChangedChroots(id).ToString()), "{}", "{}"]), Many));

    [Fact]
    public void The_first_error_of_objects_is_reported_even_if_the_report_is_full()
    {
        Build canceled = Samples.Build with { Id = 20_000, Canceled = true };
        Build[] builds = [.. Enumerable.Range(1, Max + 1000).Select(WithChangedChroots), canceled, canceled with { Id = 20_001 }];

        AssertHasOnlyTheFirstError(ContractValidator.Validate(new WaitingBuilds { Builds = builds }, Many));
    }

    [Fact]
    public void The_first_error_in_the_text_is_reported_whatever_is_read_first()
    {
        string builds = string.Join(',', Enumerable.Repeat("{}", 1000));
        byte[] document = Document.Utf8($"{{\"x\":{{\"a\":1,\"a\":2}},\"builds\":[{builds}]}}");

        Ways.Whole(document).Append(Ways.Validated(document)).Should().AllSatisfy(static violation => violation!.Path.Should().Be("/x"));
    }

    [Theory]
    [InlineData(998, "/builds/0/copr_id /builds/0/id")]
    [InlineData(999, "/builds/0/copr_id")]
    [InlineData(1000, "")]
    [InlineData(1100, "")]
    public async Task The_first_1000_errors_of_a_build_are_reported_whatever_is_read_first(int duplicates, string others)
    {
        string members = Repeat("x", duplicates + 1);
        string build = Samples.Build.ToString().Replace("\"copr_id\":5", "\"copr_id\":null", StringComparison.Ordinal)
            .Replace("\"id\":5}", "\"id\":null}", StringComparison.Ordinal);

        IReadOnlyList<Violation> violations = await ReadAsync($"{{{members}{build[1..]}");

        violations.Where(static violation => violation.Path == "/builds/0/x").Select(static violation => violation.Column)
            .Should().Equal(Enumerable.Range(1, Math.Min(duplicates, 1000)).Select(ColumnOfDuplicate));
        string.Join(' ', violations.Select(static violation => violation.Path).Where(static path => path != "/builds/0/x"))
            .Should().Be(others);
    }

    [Fact]
    public async Task The_first_1000_errors_of_a_build_are_reported_even_if_one_value_has_many()
    {
        // The first of each name is no error: 950 of x and 99 of a, of which 50 are reported.
        string members = $"{Repeat("x", 951)}\"y\":{{{Repeat("a", 100)}\"b\":1}}";

        IReadOnlyList<Violation> violations = await ReadAsync($"{{{members},{Samples.Build.ToString()[1..]}");

        violations.Should().HaveCount(1000);
        violations.Where(static violation => violation.Path == "/builds/0/y").Select(static violation => violation.Column)
            .Should().Equal(Enumerable.Range(1, 50).Select(static duplicate => ColumnOfDuplicate(951 + duplicate) + "\"y\":{".Length));
    }

    [Fact]
    public async Task An_unknown_member_has_at_most_100_errors_in_its_value()
    {
        string member = $"\"x\":{{{Repeat("a", 150)}\"b\":1}}";

        (await ReadAsync($"{Samples.Build.ToString()[..^1]},{member}}}")).Should().HaveCount(100);
    }

    [Theory]
    [InlineData(1000, "", "")]
    [InlineData(1000, "n", "…")]
    [InlineData(99_999, "n", "…")]
    [InlineData(999, "😀", "…")]
    [InlineData(998, "😀", "")]
    [InlineData(998, "😀n", "😀…")]
    public void A_path_keeps_at_most_1000_characters_of_a_name(int length, string rest, string shown)
    {
        string name = new('n', length);
        byte[] document = Document.Of($"{Samples.Build.ToString()[..^1]},\"{name}{rest}\":1}}");
        string expected = $"/builds/0/{name[..Math.Min(length, 1000)]}{(shown.Length == 0 ? rest : shown)}";

        ContractValidator.ValidateWaitingBuilds(document).Violations.Should().ContainSingle(violation => violation.Path == expected);
    }

    [Fact]
    public void A_member_is_called_by_its_name_even_if_that_is_a_number() =>
        Ways.Refusal(Document.Utf8("{\"builds\":[],\"7\":1,\"7\":2}"))!.Found.Should().Be("\"7\" appears twice in one object");

    /// <summary>Returns members with one name, each with a comma after it.</summary>
    private static string Repeat(string name, int count) => string.Concat(Enumerable.Repeat($"\"{name}\":1,", count));

    /// <summary>Returns what is wrong with a build.</summary>
    private static async Task<IReadOnlyList<Violation>> ReadAsync(string build) =>
        (await BuildByBuild.ReadAsync(Document.Of(build))).Entries[0].Violations;

    /// <summary>Returns the column of a member if it and all before it have names of a letter and values of a digit.</summary>
    private static long? ColumnOfDuplicate(int number) => "{\"builds\":[{".Length + (6 * number) + 1;

    private static void AssertHasOnlyTheFirstError(ValidationReport report) => report.Violations
        .Should().HaveCount(Max + 1).And.ContainSingle(static violation => violation.Rule.Severity == Severity.Error)
        .Which.Path.Should().StartWith($"/builds/{Max + 1000}");

    /// <summary>A build whose copr has other chroots by now, which is not an error.</summary>
    private static Build WithChangedChroots(int id) => Samples.Build with { Id = id, Chroots = Samples.Chroots("fedora-17-i386") };
}
