using System.Text;
using System.Text.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Validation;

/// <summary>The violations of a text are in its order; those of an object are in the order in which the contract writes it.</summary>
public sealed class ViolationOrderTests
{
    private static readonly UnknownMembers Extra = new([KeyValuePair.Create("extra", JsonElement.Parse("1"))]);

    private static readonly Build Canceled = Samples.Build with { Canceled = true };

    private static CoprProject BrokenCopr => Samples.Copr with
    {
        Repositories = Samples.Repositories("http://foo/repo http://foo/repo"),
        Chroots = Samples.Chroots("a-1-i386 a-1-i386"),
        Name = "-x",
        UnknownMembers = Extra,
    };

    [Fact]
    public void The_violations_of_a_copr_are_in_the_order_of_its_members() =>
        ContractValidator.Validate(BrokenCopr).Violations.Select(static violation => violation.Path)
            .Should().Equal("/repos", "/chroots", "/name", "/extra");

    [Fact]
    public void The_violations_of_a_copr_are_sorted_by_member_before_rule()
    {
        CoprProject copr = BrokenCopr with { Repositories = Samples.Repositories("http://foo/x86_64") };

        ContractValidator.Validate(Samples.Build with { Copr = copr }).Violations
            .Select(static violation => (violation.Rule.Id, violation.Path)).Should().ContainInOrder(
                ("COPR205", "/copr/repos"), ("COPR204", "/copr/chroots"));
    }

    [Fact]
    public void Each_build_reports_the_chroots_of_its_copr_and_then_its_own()
    {
        Build build = Samples.Build with
        {
            Chroots = Samples.Chroots("a-1-i386 b-1-i386"),
            Copr = Samples.Copr with { Chroots = Samples.Chroots("a-1-i386 c-1-i386") },
        };

        ContractValidator.Validate(new WaitingBuilds { Builds = [build, build with { Id = 6 }] }).Violations
            .Where(static violation => violation.Rule.Id == "COPR201").Select(static violation => violation.Path)
            .Should().Equal("/builds/0/copr/chroots", "/builds/0/chroots", "/builds/1/copr/chroots", "/builds/1/chroots");
    }

    [Fact]
    public void The_violations_of_a_copr_are_between_those_of_its_build()
    {
        Build build = Samples.Build with
        {
            CoprId = 6,
            Results = "http://user:secret@foo/",
            StartedOn = DateTimeOffset.UnixEpoch,
            Copr = BrokenCopr,
            Packages = Samples.Packages("http://foo/a.src.rpm http://foo/a.src.rpm"),
            Chroots = Samples.Chroots("a-1-i386 a-1-i386"),
            UnknownMembers = Extra,
        };

        ContractValidator.Validate(build).Violations.Select(static violation => violation.Path).Should().Equal(
            "/copr_id", "/results", "/started_on", "/copr/repos", "/copr/chroots", "/copr/name", "/copr/extra",
            "/pkgs", "/chroots", "/extra");
    }

    [Fact]
    public void An_unknown_member_that_has_a_number_as_its_name_is_last_too()
    {
        Build build = Samples.Build with
        {
            Copr = BrokenCopr with { UnknownMembers = new([KeyValuePair.Create("0", JsonElement.Parse("1"))]) },
        };

        ContractValidator.Validate(build).Violations.Select(static violation => violation.Path).Where(static path => path != "/copr/chroots")
            .Should().Equal("/copr/repos", "/copr/name", "/copr/0");
    }

    [Fact]
    public void The_violations_of_a_list_are_in_the_order_of_its_builds()
    {
        var list = new WaitingBuilds
        {
            Builds =
            [
                Samples.Build with { Chroots = Samples.Chroots("fedora-17-i386 fedora-17-x86_64 fedora-17-i386") },
                Samples.Build with { Id = 6, Packages = Samples.Packages("http://foo/a.src.rpm http://foo/a.src.rpm") },
            ],
            UnknownMembers = Extra,
        };

        ContractValidator.Validate(list, new() { MaxBuilds = 1 }).Violations.Select(static violation => (violation.Rule.Id, violation.Path))
            .Should().Equal(("COPR303", "/builds"), ("COPR204", "/builds/0/chroots"), ("COPR204", "/builds/1/pkgs"), ("COPR213", "/extra"));
    }

    [Fact]
    public void A_violation_of_a_listed_build_precedes_those_in_the_build() =>
        ContractValidator.Validate(new WaitingBuilds { Builds = [Canceled with { CoprId = 6 }] }).Violations
            .Select(static violation => violation.Rule.Id)
            .Should().Equal("COPR301", "COPR207");

    [Fact]
    public void A_violation_of_the_list_precedes_those_of_its_builds() =>
        ContractValidator.Validate(new WaitingBuilds { Builds = [Canceled with { Id = 1 }, Canceled with { Id = 2 }] }, new() { MaxBuilds = 1 })
            .Violations.Select(static violation => violation.Rule.Id).Should().Equal("COPR303", "COPR301", "COPR301");

    [Fact]
    public void The_violations_of_a_report_are_in_the_order_of_its_entries()
    {
        var updates = new BuildUpdates
        {
            Builds = [new() { Id = 1, Status = BuildStatus.Failed, UnknownMembers = Extra }, new() { Id = 2 }],
            UnknownMembers = Extra,
        };

        ContractValidator.Validate(updates).Violations.Select(static violation => violation.Path)
            .Should().Equal("/builds/0/status", "/builds/0/extra", "/builds/1", "/extra");
    }

    [Fact]
    public void The_violations_of_a_text_are_in_its_order()
    {
        const string Document = """
            {"builds":[{"pkgs":"","id":5,"copr":{"name":".","id":5,"chroots":"fedora-17-i386","owner_id":2},
            "chroots":"fedora-17-i386","user_id":1,"submitted_on":1,"copr_id":6}]}
            """;

        ContractValidator.ValidateWaitingBuilds(Encoding.UTF8.GetBytes(Document)).Violations.Select(static violation => violation.Path)
            .Should().Equal("/builds/0/pkgs", "/builds/0/copr/name", "/builds/0/copr_id");
    }
}
