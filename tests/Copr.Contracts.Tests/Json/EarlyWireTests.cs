using System.Text;
using System.Text.Json;
using Copr.Contracts.Tests.Conformance;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Json;

/// <summary>What Copr's own frontend sent in its first year, as the contract quotes it, and variants of it.</summary>
public sealed class EarlyWireTests
{
    private static readonly string Body = Encoding.UTF8.GetString(ConformanceCase.Of("early-wire-contract").Text);

    private static readonly Build Early = Read(Body);

    public static TheoryData<string> Documents =>
    [
        .. ConformanceCase.Lists
            .Where(static item => item.Id.StartsWith("early-wire", StringComparison.Ordinal) && !item.IsUnreadable)
            .Select(static item => item.Id),
    ];

    public static TheoryData<string, string> Variants => new()
    {
        { "\"timeout\":1800", "\"timeout\":1800" },
        { "\"canceled\":false,", "" },
        { "\"canceled\":false", "\"canceled\":null" },
        { "\"id\":4}", "\"id\":4,\"status\":null}" },
        { "\"id\":4}", "\"id\":4,\"status\":0}" },
        { "1351153692", "1351153692.25" },
        { "fedora-rawhide-i386", "fedora-rawhide-i386 fedora-rawhide-x86_64\\n" },
        { "\"id\":1}", "\"id\":1,\"mail\":\"a@b\",\"admin\":false}" },
        { "\"timeout\":1800,\"memory_reqs\":2048,", "\"timeout\":0,\"memory_reqs\":null," },
        { "\"id\":3}", "\"id\":3,\"chroots\":\"fedora-17-i386\"}" },
        { "\"user_id\":1,", "\"user_id\":1,\"copr_id\":3," },
        { "\"id\":3}", "\"id\":3,\"owner_id\":1}" },
        { "http://foo/repo", "http://foo/repo  http://bar/repo" },
        { "http://foo/pkg-1.src.rpm", " http://foo/a.src.rpm\\thttp://foo/b.src.rpm " },
    };

    [Fact]
    public void The_copr_id_is_that_of_the_copr() => Early.CoprId.Should().Be(3);

    [Fact]
    public void The_owner_id_is_that_of_the_owner() => Early.Copr.OwnerId.Should().Be(1);

    [Fact]
    public void The_coprs_chroots_are_those_of_the_build() => Early.Copr.Chroots.ToString().Should().Be("fedora-rawhide-i386");

    [Fact]
    public void The_coprs_repositories_are_those_of_the_build() => Early.Copr.Repositories.ToString().Should().Be("http://foo/repo");

    [Fact]
    public void Members_that_the_contract_does_not_define_stay_readable()
    {
        Early.UnknownMembers["memory_reqs"].GetInt32().Should().Be(2048);
        Early.UnknownMembers["timeout"].GetInt32().Should().Be(1800);
        Early.Copr.UnknownMembers["owner"].GetProperty("name").GetString().Should().Be("bkabrda");
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void An_early_document_is_read_back_as_it_was_written(string id)
    {
        var read = CoprJson.Read<WaitingBuilds>(ConformanceCase.Of(id).Text, ReadingMode.Lenient);

        CoprJson.Read<WaitingBuilds>(CoprJson.Write(read), ReadingMode.Lenient).Should().Be(read);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void An_early_document_is_refused_by_strict_reading(string id) =>
        Ways.Refusal(ConformanceCase.Of(id).Text)!.Rule.Id.Should().BeOneOf("COPR102", "COPR103", "COPR105");

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_document_whose_gaps_are_filled_is_written_without_gaps(string id)
    {
        byte[] written = CoprJson.Write(CoprJson.Read<WaitingBuilds>(ConformanceCase.Of(id).Text, ReadingMode.Lenient));

        (Ways.Refusal(written)?.Rule.Id).Should().NotBe("COPR102");
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void A_variant_is_read_back_as_it_was_written(string from, string to)
    {
        Build read = Read(With(from, to));

        Build again = CoprJson.Read<Build>(CoprJson.Write(read), ReadingMode.Lenient);

        again.Should().Be(read);
        again.UnknownMembers.Keys.Should().Equal(read.UnknownMembers.Keys);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void The_gaps_of_a_variant_are_filled(string from, string to)
    {
        Build read = Read(With(from, to));

        (read.CoprId, read.Copr.OwnerId, read.Copr.Name, read.Id).Should().Be((3, 1, "baz", 4));
        read.Copr.Repositories[0].ToString().Should().Be("http://foo/repo");
        read.Chroots[0].ToString().Should().Be("fedora-rawhide-i386");
        read.Copr.Chroots.Should().NotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Unknown_members_of_a_variant_are_written_as_they_were_sent(string from, string to)
    {
        string body = With(from, to);
        Build read = Read(body);

        string written = read.ToString();

        foreach ((string name, JsonElement value) in read.UnknownMembers.Concat(read.Copr.UnknownMembers))
        {
            string member = $"\"{name}\":{value.GetRawText()}";
            body.Should().Contain(member);
            written.Should().Contain(member);
        }
    }

    [Theory]
    [InlineData("\"id\":4}", "\"id\":4,\"status\":0}", BuildStatus.Failed)]
    [InlineData("\"id\":4}", "\"id\":4,\"status\":null}", null)]
    [InlineData("\"id\":4}", "\"id\":4}", null)]
    public void The_status_is_that_of_the_build(string from, string to, BuildStatus? status) =>
        Read(With(from, to)).Status.Should().Be(status);

    [Fact]
    public void Strict_reading_reports_the_missing_members() =>
        ContractValidator.ValidateWaitingBuilds(Document.Utf8(Body)).Violations
            .Where(static violation => violation.Rule.Severity == Severity.Error)
            .Select(static violation => (violation.Rule.Id, violation.Path))
            .Should().Equal(("COPR102", "/builds/0"), ("COPR102", "/builds/0/copr"), ("COPR102", "/builds/0/copr"));

    [Theory]
    [InlineData("\"owner\":{\"name\":\"bkabrda\",\"id\":1},", "", "COPR102", "/builds/0/copr")]
    [InlineData("{\"name\":\"bkabrda\",\"id\":1}", "{}", "COPR102", "/builds/0/copr")]
    [InlineData("{\"name\":\"bkabrda\",\"id\":1}", "null", "COPR102", "/builds/0/copr")]
    [InlineData("{\"name\":\"bkabrda\",\"id\":1}", "[1]", "COPR102", "/builds/0/copr")]
    [InlineData("\"id\":1}", "\"id\":\"1\"}", "COPR102", "/builds/0/copr")]
    [InlineData("\"id\":1}", "\"id\":1.5}", "COPR102", "/builds/0/copr")]
    [InlineData("\"id\":1}", "\"id\":9223372036854775808}", "COPR102", "/builds/0/copr")]
    [InlineData("\"id\":1}", "\"id\":null}", "COPR102", "/builds/0/copr")]
    [InlineData("\"chroots\":\"fedora-rawhide-i386\",", "", "COPR102", "/builds/0")]
    [InlineData("\"repos\":\"http://foo/repo\"", "\"repos\":\"foo\"", "COPR107", "/builds/0/repos")]
    [InlineData("\"repos\":\"http://foo/repo\"", "\"repos\":[\"http://foo/repo\"]", "COPR103", "/builds/0/repos")]
    [InlineData("\"repos\":\"http://foo/repo\"", "\"repos\":5", "COPR103", "/builds/0/repos")]
    [InlineData("\"copr\":{\"owner\":{\"name\":\"bkabrda\",\"id\":1},\"name\":\"baz\",\"id\":3},", "", "COPR102", "/builds/0")]
    [InlineData("\"name\":\"baz\",\"id\":3}", "\"name\":\"baz\"}", "COPR102", "/builds/0/copr")]
    [InlineData("\"name\":\"baz\",\"id\":3}", "\"id\":3}", "COPR102", "/builds/0/copr")]
    [InlineData("\"user_id\":1,", "\"user_id\":1,\"copr_id\":null,", "COPR103", "/builds/0/copr_id")]
    [InlineData("\"id\":3}", "\"id\":3,\"chroots\":5}", "COPR103", "/builds/0/copr/chroots")]
    public void A_gap_that_nothing_fills_is_reported(string from, string to, string rule, string path)
    {
        byte[] document = Document.Utf8(With(from, to));

        Violation violation = Ways.Refusal(document, ReadingMode.Lenient)!;

        (violation.Rule.Id, violation.Path).Should().Be((rule, path));
        Ways.AssertIsPlaced(violation, document);
    }

    [Fact]
    public void If_the_copr_is_missing_nothing_else_is() =>
        ContractValidator.ValidateWaitingBuilds(Document.With("builds/0/copr", null), new() { Mode = ReadingMode.Lenient }).Violations
            .Where(static violation => violation.Rule.Id == "COPR102")
            .Should().ContainSingle().Which.Found.Should().Be("item 1 of \"builds\" has no \"copr\"");

    [Fact]
    public async Task Everything_that_nothing_fills_is_reported_even_if_the_copr_is_broken()
    {
        string body = With("\"id\":3}", "\"id\":\"3\"}").Replace("\"chroots\":\"fedora-rawhide-i386\",", "", StringComparison.Ordinal);

        BuildByBuild read = await BuildByBuild.ReadAsync(Document.Utf8(body), mode: ReadingMode.Lenient);

        read.Violations.Select(static violation => (violation.Rule.Id, violation.Path))
            .Should().Equal(("COPR102", "/builds/0"), ("COPR102", "/builds/0/copr"), ("COPR103", "/builds/0/copr/id"));
    }

    [Fact]
    public void A_copr_by_itself_has_no_build_to_fill_its_chroots() =>
        FluentActions.Invoking(static () => CoprJson.Read<CoprProject>("""{"owner_id":1,"name":"a","id":3}""", ReadingMode.Lenient))
            .Should().Throw<ContractException>().Which.Violation.Found.Should().Be("the document has no \"chroots\"");

    [Theory]
    [InlineData("\"id\":3}", "\"id\":3,\"owner_id\":1,\"chroots\":\"fedora-17-i386\"}")]
    [InlineData("\"user_id\":1,", "\"user_id\":1,\"copr_id\":3,")]
    [InlineData("\"started_on\":null,\"copr\":{", "\"started_on\":null,\"copr_id\":3,\"copr\":{\"owner_id\":1,")]
    [InlineData("\"started_on\":null,\"copr\":{", "\"started_on\":null,\"copr_id\":3,\"copr\":{\"chroots\":\"fedora-17-i386\",")]
    public void A_build_that_lacks_any_early_member_fills_the_coprs_repositories(string from, string to) =>
        Read(With(from, to)).Copr.Repositories.ToString().Should().Be("http://foo/repo");

    [Theory]
    [InlineData("\"http://foo/repo\"")]
    [InlineData("\"foo\"")]
    [InlineData("5")]
    public void Repositories_of_a_build_that_lacks_nothing_else_are_an_unknown_member(string repositories)
    {
        string build = Samples.Build.ToString().Replace($"\"repos\":\"{Samples.Copr.Repositories}\",", "", StringComparison.Ordinal);
        byte[] document = Document.Of($"{build[..^1]},\"repos\":{repositories}}}");

        CoprJson.Read<WaitingBuilds>(document, ReadingMode.Lenient).Should().Be(CoprJson.Read<WaitingBuilds>(document));
    }

    [Fact]
    public void Repositories_that_the_copr_has_are_kept() =>
        CoprJson.Read<WaitingBuilds>(Document.With("builds/1/repos", "\"http://other/repo\""), ReadingMode.Lenient)
            .Builds[1].Copr.Repositories.ToString().Should().Be("http://foo/repo http://bar/repo");

    [Fact]
    public void Chroots_that_the_copr_has_are_kept() =>
        Read(With("\"id\":3}", "\"id\":3,\"chroots\":\"fedora-17-i386\"}")).Copr.Chroots.ToString().Should().Be("fedora-17-i386");

    [Fact]
    public void Chroots_of_the_copr_are_filled_even_if_there_is_a_copr_id() =>
        Read(With("\"user_id\":1,", "\"user_id\":1,\"copr_id\":3,")).Copr.Chroots.ToString().Should().Be("fedora-rawhide-i386");

    [Fact]
    public void A_gap_of_one_build_is_not_filled_from_the_next()
    {
        var read = CoprJson.Read<WaitingBuilds>(Document.With("builds/0/copr/repos", null), ReadingMode.Lenient);

        read.Builds.Select(static build => build.Copr.Repositories.Count).Should().Equal(0, 2);
    }

    [Theory]
    [InlineData("[1,]")]
    [InlineData("[[[[[[[[[[{}]]]]]]]]]]")]
    public void Broken_repositories_are_placed_whatever_precedes_them(string timeout)
    {
        byte[] document = Document.Utf8(Body.Replace("\"timeout\":1800,", "", StringComparison.Ordinal)
            .Replace("\"repos\":\"http://foo/repo\"", $"\"timeout\":{timeout},\n\"repos\":\"foo\"", StringComparison.Ordinal));

        Ways.TextAt(Ways.Refusal(document, ReadingMode.Lenient)!, document).Should().StartWith("\"foo\"");
    }

    [Fact]
    public async Task Repositories_that_are_nested_deeply_are_of_the_wrong_type()
    {
        string nested = new string('[', 100) + new string(']', 100);
        byte[] document = Document.Utf8(With("\"http://foo/repo\"", nested));

        BuildByBuild read = await BuildByBuild.ReadAsync(document, mode: ReadingMode.Lenient, limits: new() { MaxDepth = 200 });

        read.Violations.Select(static violation => violation.Rule.Id).Should().Equal("COPR103");
    }

    [Fact]
    public async Task A_name_that_is_not_Unicode_text_and_repositories_of_the_wrong_type_are_both_reported()
    {
        byte[] document = Document.Utf8(With("\"repos\":\"http://foo/repo\"", "\"\\ud800\":1,\"repos\":5"));

        (await BuildByBuild.ReadAsync(document, mode: ReadingMode.Lenient)).Violations.Select(static violation => violation.Rule.Id)
            .Should().Equal("COPR101", "COPR103");
    }

    [Theory]
    [InlineData("fedora-rawhide-i386", "fedora-rawhide-mips9", "COPR206")]
    [InlineData("fedora-rawhide-i386", "fedora-17-i386 fedora-18-i386", "COPR201")]
    [InlineData("http://foo/repo", "http://foo/repo/repodata", "COPR205")]
    public void A_filled_gap_that_breaks_a_rule_is_reported(string from, string to, string rule) =>
        ContractValidator.ValidateWaitingBuilds(Document.Utf8(With(from, to)), new() { Mode = ReadingMode.Lenient }).Violations
            .Should().Contain(violation => violation.Rule.Id == rule);

    [Fact]
    public void The_gaps_are_filled_whatever_the_order_of_the_members()
    {
        JsonElement build = JsonElement.Parse(Body).GetProperty("builds")[0];
        IEnumerable<string> members = build.EnumerateObject().Select(static member => member.ToString());

        Read($"{{\"builds\":[{{{string.Join(',', members.Reverse())}}}]}}").Should().Be(Early);
    }

    private static Build Read(string body) => CoprJson.Read<WaitingBuilds>(body, ReadingMode.Lenient).Builds[0];

    private static string With(string from, string to)
    {
        Body.Should().Contain(from);
        return Body.Replace(from, to, StringComparison.Ordinal);
    }
}
