using System.Text.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Validation;

/// <summary>Where there is no text, what is wrong is told in the order in which the contract would write it.</summary>
public sealed class OrderTests
{
    private static readonly UnknownMembers Extra = new([KeyValuePair.Create("extra", JsonElement.Parse("1"))]);

    private static CoprProject BrokenCopr => Samples.Copr with
    {
        Repositories = Samples.Repositories("http://foo/repo http://foo/repo"),
        Chroots = Samples.Chroots("a-1-i386 a-1-i386"),
        Name = "-x",
        UnknownMembers = Extra,
    };

    [Fact]
    public void Of_a_copr_by_itself() =>
        ContractValidator.Validate(BrokenCopr).Violations.Select(static violation => violation.Path).Should().Equal("/repos", "/chroots", "/name", "/extra");

    [Fact]
    public void Of_a_build_with_its_copr_in_the_middle()
    {
        Build build = Samples.Build with
        {
            CoprId = 6,
            Results = "http://user:secret@foo/",
            Copr = BrokenCopr,
            Packages = Samples.Packages("http://foo/a.src.rpm http://foo/a.src.rpm"),
            Chroots = Samples.Chroots("a-1-i386 a-1-i386"),
            UnknownMembers = Extra,
        };

        ContractValidator.Validate(build).Violations.Select(static violation => violation.Path)
            .Should().Equal("/copr_id", "/results", "/copr/repos", "/copr/chroots", "/copr/name", "/copr/extra", "/pkgs", "/chroots", "/extra");
    }

    [Fact]
    public void Of_a_list_one_build_after_the_other()
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

        ContractValidator.Validate(list, limit: 1).Violations.Select(static violation => (violation.Rule.Id, violation.Path))
            .Should().Equal(("COPR303", "/builds"), ("COPR204", "/builds/0/chroots"), ("COPR204", "/builds/1/pkgs"), ("COPR213", "/extra"));
    }

    [Fact]
    public void Of_a_report_one_entry_after_the_other()
    {
        var updates = new BuildUpdates
        {
            Builds = [new BuildUpdate { Id = 1, Status = BuildStatus.Failed, UnknownMembers = Extra }, new BuildUpdate { Id = 2 }],
        };

        ContractValidator.Validate(updates).Violations.Select(static violation => violation.Path).Should().Equal("/builds/0/status", "/builds/0/extra", "/builds/1");
    }

    [Fact]
    public void A_copr_without_chroots_is_told_what_it_lacks() =>
        ContractValidator.Validate(Samples.Copr with { Chroots = [] }).Violations.Should().ContainSingle()
            .Which.Message.Should().Be("\"chroots\" is empty; expected at least one chroot, such as fedora-17-x86_64");

    [Fact]
    public async Task What_is_null_or_no_limit_is_named()
    {
        using var response = new HttpResponseMessage(System.Net.HttpStatusCode.NotFound);

        (await FluentActions.Awaiting(static () => ContractValidator.ValidateAsync((HttpResponseMessage)null!)).Should().ThrowAsync<ArgumentNullException>()).WithParameterName("response");
        (await FluentActions.Awaiting(() => ContractValidator.ValidateAsync(response, limit: 0)).Should().ThrowAsync<ArgumentOutOfRangeException>()).WithParameterName("limit");
        (await FluentActions.Awaiting(static () => ContractValidator.ValidateAsync((Stream)null!)).Should().ThrowAsync<ArgumentNullException>()).WithParameterName("utf8Json");
        (await FluentActions.Awaiting(static () => ContractValidator.ValidateUpdatesAsync(null!)).Should().ThrowAsync<ArgumentNullException>()).WithParameterName("utf8Json");
    }
}
