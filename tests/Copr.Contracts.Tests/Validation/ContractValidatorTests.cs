using System.Text;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Validation;

public sealed class ContractValidatorTests
{
    private static readonly WaitingBuilds Two = new() { Builds = [Samples.Build with { Id = 1 }, Samples.Build with { Id = 2 }] };

    [Fact]
    public void A_build_that_keeps_the_contract_has_no_violations() =>
        ContractValidator.Validate(Samples.Build).Violations.Should().BeEmpty();

    [Fact]
    public void An_entry_that_keeps_the_contract_has_no_violations() =>
        ContractValidator.Validate(new BuildUpdate { Id = 1, EndedOn = Samples.Build.SubmittedOn, Status = BuildStatus.Failed }).Violations
            .Should().BeEmpty();

    [Fact]
    public void Paths_begin_at_the_object_that_is_validated()
    {
        Build build = Samples.Build with { CoprId = 6 };
        var update = new BuildUpdate { Id = 1, Status = BuildStatus.Failed };

        ContractValidator.Validate(build).Violations.Single().Path.Should().Be("/copr_id");
        ContractValidator.Validate(Samples.Copr with { Name = ".." }).Violations.Single().Path.Should().Be("/name");
        ContractValidator.Validate(new WaitingBuilds { Builds = [Samples.Build with { Id = 1 }, build] }).Violations.Single().Path
            .Should().Be("/builds/1/copr_id");
        ContractValidator.Validate(update).Violations.Single().Path.Should().Be("/status");
        ContractValidator.Validate(new BuildUpdates { Builds = [update] }).Violations.Single().Path.Should().Be("/builds/0/status");
    }

    [Fact]
    public void A_copr_without_chroots_is_valid_only_in_a_build()
    {
        CoprProject copr = Samples.Copr with { Chroots = [] };

        ContractValidator.Validate(copr).Violations.Should().ContainSingle()
            .Which.Message.Should().Be("\"chroots\" is empty; expected at least one chroot, such as fedora-17-x86_64");
        ContractValidator.Validate(Samples.Build with { Copr = copr }).Violations.Should().ContainSingle().Which.Rule.Id
            .Should().Be("COPR209");
    }

    [Fact]
    public void A_build_by_itself_breaks_no_rule_of_the_list() =>
        ContractValidator.Validate(Samples.Build with { Canceled = true }).Violations.Should().BeEmpty();

    [Fact]
    public void Chroots_in_another_order_are_not_changed_chroots() =>
        ContractValidator.Validate(Samples.Build with { Chroots = Samples.Chroots("fedora-17-x86_64 fedora-17-i386") }).Violations
            .Should().BeEmpty();

    [Fact]
    public void A_list_has_at_most_ten_builds_unless_there_is_another_maximum()
    {
        var eleven = new WaitingBuilds { Builds = [.. Enumerable.Range(1, 11).Select(static id => Samples.Build with { Id = id })] };
        byte[] text = CoprJson.Write(eleven);

        ContractValidator.Validate(eleven).Violations.Should().ContainSingle().Which.Message
            .Should().Be("\"builds\" lists 11 builds; expected at most 10");
        ContractValidator.Validate(eleven, new() { MaxBuilds = 11 }).Violations.Should().BeEmpty();
        ContractValidator.ValidateWaitingBuilds(text).Violations.Should().ContainSingle().Which.Rule.Id.Should().Be("COPR303");
        ContractValidator.ValidateWaitingBuilds(text, new() { MaxBuilds = 11 }).Violations.Should().BeEmpty();
    }

    [Fact]
    public void A_lower_maximum_of_builds_is_respected()
    {
        ContractValidator.Validate(Two, new() { MaxBuilds = 1 }).Violations.Should().ContainSingle().Which.Rule.Id.Should().Be("COPR303");
        ContractValidator.ValidateWaitingBuilds(CoprJson.Write(Two), new() { MaxBuilds = 1 }).Violations
            .Should().ContainSingle().Which.Rule.Id.Should().Be("COPR303");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(int.MinValue)]
    public void A_maximum_below_one_is_refused(int maxBuilds)
    {
        FluentActions.Invoking(() => new ValidationOptions { MaxBuilds = maxBuilds }).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void A_text_is_validated_strictly_unless_the_mode_is_lenient()
    {
        byte[] text = ListWith("fedora-17-i386 fedora-17-x86_64", "fedora-17-i386  fedora-17-x86_64");

        ContractValidator.ValidateWaitingBuilds(text).Violations.Select(static violation => violation.Rule.Id)
            .Should().Equal("COPR105", "COPR105");
        ContractValidator.ValidateWaitingBuilds(text, new() { Mode = ReadingMode.Lenient }).Violations.Should().BeEmpty();
    }

    [Fact]
    public void A_fraction_of_a_second_in_an_object_breaks_COPR103_and_the_message_says_how_to_make_a_whole_second()
    {
        DateTimeOffset time = Samples.Build.SubmittedOn.AddMilliseconds(250);
        Build build = Samples.Build with { SubmittedOn = time, StartedOn = time, EndedOn = time };

        IReadOnlyList<Violation> violations = ContractValidator.Validate(build).Violations;

        violations.Select(static violation => (violation.Rule.Id, violation.Path, violation.Found)).Should().Equal(
            ("COPR103", "/started_on", "\"started_on\" is 2012-10-25T09:32:24.25Z"),
            ("COPR103", "/submitted_on", "\"submitted_on\" is 2012-10-25T09:32:24.25Z"),
            ("COPR103", "/ended_on", "\"ended_on\" is 2012-10-25T09:32:24.25Z"));
        violations.Select(static violation => violation.Expected)
            .Should().AllBe("whole seconds: DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds())");
        ContractValidator.Validate(new WaitingBuilds { Builds = [Samples.Build with { SubmittedOn = time }] }).Violations
            .Should().ContainSingle().Which.Path.Should().Be("/builds/0/submitted_on");
    }

    [Fact]
    public void The_whole_second_of_the_message_keeps_COPR103()
    {
        DateTimeOffset time = Samples.Build.SubmittedOn.AddTicks(1);

        ContractValidator.Validate(Samples.Build with { SubmittedOn = DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds()) })
            .Violations.Should().BeEmpty();
    }

    [Fact]
    public void A_fraction_of_a_second_in_a_lenient_text_or_a_report_breaks_no_rule()
    {
        byte[] text = ListWith("1351157544", "1351157544.75");

        ContractValidator.ValidateWaitingBuilds(text, new() { Mode = ReadingMode.Lenient }).Violations.Should().BeEmpty();
        ContractValidator.Validate(new BuildUpdate { Id = 1, StartedOn = Samples.Build.SubmittedOn.AddMilliseconds(250) }).Violations
            .Should().BeEmpty();
    }

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void The_name_of_a_copr_has_at_most_255_bytes(int length, bool isValid) =>
        ContractValidator.Validate(Samples.Copr with { Name = new string('a', length) }).Violations
            .Select(static violation => violation.Rule.Id)
            .Should().Equal(isValid ? [] : ["COPR211"]);

    [Theory]
    [InlineData(1L, null)]
    [InlineData(1L, 1L)]
    [InlineData(1354752500L, 1354752600L)]
    public void Times_of_a_report_that_are_positive_and_in_order_keep_COPR505(long start, long? end) =>
        ContractValidator.Validate(Reported(start, end)).Violations.Should().BeEmpty();

    [Theory]
    [InlineData(1354752600L, 1354752500L, "\"ended_on\" is 2012-12-06T00:08:20Z, before \"started_on\", 2012-12-06T00:10:00Z")]
    [InlineData(0L, null, "\"started_on\" is 1970-01-01T00:00:00Z, a Unix time of 0 or less")]
    [InlineData(null, -1L, "\"ended_on\" is 1969-12-31T23:59:59Z, a Unix time of 0 or less")]
    [InlineData(1L, -1L, "\"ended_on\" is 1969-12-31T23:59:59Z, a Unix time of 0 or less")]
    public void Times_of_a_report_that_are_out_of_order_or_not_positive_break_COPR505(long? start, long? end, string found)
    {
        Violation violation = ContractValidator.Validate(Reported(start, end)).Violations.Single();

        (violation.Rule.Id, violation.Path, violation.Found).Should().Be(("COPR505", end is null ? "/started_on" : "/ended_on", found));
    }

    [Fact]
    public void One_object_has_at_most_a_hundred_violations_of_one_rule()
    {
        Build build = Samples.Build with { Packages = [.. Enumerable.Repeat(PackageUrl.Parse("http://foo/a.rpm"), 500)] };

        ContractValidator.Validate(build).Violations.CountBy(static violation => violation.Rule.Id)
            .Should().BeEquivalentTo([KeyValuePair.Create("COPR204", 100), KeyValuePair.Create("COPR210", 100)]);
    }

    [Fact]
    public void One_list_of_items_has_at_most_a_hundred_violations()
    {
        byte[] list = ListWith("http://foo/pkg.src.rpm", $"{string.Concat(Enumerable.Repeat(" x", 500))} ");

        ContractValidator.ValidateWaitingBuilds(list).Violations.Should().HaveCount(100);
    }

    [Fact]
    public void A_hundred_thousand_unknown_members_are_reported_a_hundred_times_per_object()
    {
        string members = string.Join(',', Enumerable.Range(0, 100_000).Select(static index => $"\"m{index}\":{{}}"));
        string list = $"{{\"builds\":[{Samples.Build.ToString()[..^1]},{members}}}],{members}}}";

        ContractValidator.ValidateWaitingBuilds(Encoding.UTF8.GetBytes(list)).Violations
            .Should().HaveCount(200).And.OnlyContain(static violation => violation.Rule.Id == "COPR213");
    }

    [Fact]
    public void A_repeated_item_is_found_in_a_long_list()
    {
        IEnumerable<string> urls = Enumerable.Range(0, 100).Select(static index => $"http://foo/{index % 99}.src.rpm");
        Build build = Samples.Build with { Packages = Samples.Packages(string.Join(' ', urls)) };

        ContractValidator.Validate(build).Violations.Should().ContainSingle().Which.Found
            .Should().Be("item 100 repeats \"http://foo/0.src.rpm\"");
    }

    [Fact]
    public void An_item_that_is_part_of_another_is_not_repeated()
    {
        var packages = Samples.Packages("http://foo/aa.src.rpm http://foo/a.src.rpm http://foo/a.src.rpm?q=a.src.rpm");

        ContractValidator.Validate(Samples.Build with { Packages = packages }).Violations.Should().BeEmpty();
    }

    [Fact]
    public void A_copr_without_chroots_breaks_COPR202_at_its_chroots() =>
        ContractValidator.Validate(Samples.Copr with { Chroots = default }).Violations
            .Should().ContainSingle().Which.Should().Match<Violation>(static violation =>
                violation.Rule.Id == "COPR202" && violation.Path == "/chroots");

    [Fact]
    public async Task Null_is_refused()
    {
        new Action[]
        {
            static () => ContractValidator.Validate((WaitingBuilds)null!),
            static () => ContractValidator.Validate((Build)null!),
            static () => ContractValidator.Validate((CoprProject)null!),
            static () => ContractValidator.Validate((BuildUpdates)null!),
            static () => ContractValidator.Validate((BuildUpdate)null!),
            static () => _ = new ValidationOptions { Limits = null! },
        }.Should().AllSatisfy(static validate => validate.Should().Throw<ArgumentNullException>());
        await FluentActions.Awaiting(static () => ContractValidator.ValidateWaitingBuildsAsync(null!))
            .Should().ThrowAsync<ArgumentNullException>().WithParameterName("utf8Json");
        await FluentActions.Awaiting(static () => ContractValidator.ValidateBuildUpdatesAsync(null!))
            .Should().ThrowAsync<ArgumentNullException>().WithParameterName("utf8Json");
    }

    /// <summary>Returns a list with the sample, with another text in place of one.</summary>
    private static byte[] ListWith(string text, string replacement) =>
        Encoding.UTF8.GetBytes($"{{\"builds\":[{Samples.Build.ToString().Replace(text, replacement, StringComparison.Ordinal)}]}}");

    private static BuildUpdate Reported(long? start, long? end) => new()
    {
        Id = 1,
        StartedOn = start is { } started ? DateTimeOffset.FromUnixTimeSeconds(started) : null,
        EndedOn = end is { } ended ? DateTimeOffset.FromUnixTimeSeconds(ended) : null,
        Status = end is null ? null : BuildStatus.Failed,
    };
}
