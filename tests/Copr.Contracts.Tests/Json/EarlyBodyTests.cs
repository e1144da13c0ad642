using System.Text;
using System.Text.Json;
using Copr.Contracts.Json;
using Copr.Contracts.Tests.Conformance;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Json;

/// <summary>What Copr's own frontend sent in its first year, as the contract quotes it, and its variants.</summary>
public sealed class EarlyBodyTests
{
    private const string Body =
        """{"builds":[{"user_id":1,"submitted_on":1351153692,"repos":"http://foo/repo","results":null,"started_on":null,"copr":{"owner":{"name":"bkabrda","id":1},"name":"baz","id":3},"canceled":false,"ended_on":null,"pkgs":"http://foo/pkg-1.src.rpm","timeout":1800,"memory_reqs":2048,"chroots":"fedora-rawhide-i386","id":4}]}""";

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

    public static TheoryData<string> Good => [.. ConformanceCase.Lists.Where(static item => item.Mode == "strict" && !item.IsUnreadable).Select(static item => item.Id)];

    [Theory]
    [MemberData(nameof(Variants))]
    public void It_survives_being_stored_and_forwarded(string from, string to)
    {
        Build read = Read(With(from, to));

        Build again = CoprJson.Read<Build>(CoprJson.Write(read, CoprJson.Lenient), CoprJson.Lenient);

        again.Should().Be(read);
        again.UnknownMembers.Keys.Should().Equal(read.UnknownMembers.Keys);
        again.Copr.UnknownMembers.Keys.Should().Equal("owner");
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Its_gaps_are_filled(string from, string to)
    {
        Build read = Read(With(from, to));

        (read.CoprId, read.Copr.OwnerId, read.Copr.Name, read.Id).Should().Be((3, 1, "baz", 4));
        read.Copr.Repositories[0].ToString().Should().Be("http://foo/repo");
        read.Chroots[0].ToString().Should().Be("fedora-rawhide-i386");
        read.Copr.Chroots.Should().NotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Its_unknown_members_are_written_to_the_letter(string from, string to)
    {
        string body = With(from, to);
        Build read = Read(body);

        string written = Encoding.UTF8.GetString(CoprJson.Write(read));

        foreach ((string name, JsonElement value) in read.UnknownMembers.Concat(read.Copr.UnknownMembers))
        {
            string member = $"\"{name}\":{value.GetRawText()}";
            body.Should().Contain(member);
            written.Should().Contain(member);
        }
    }

    [Fact]
    public void It_is_missing_members_to_a_strict_reader() =>
        ContractValidator.Validate(Document.Utf8(Body)).Violations.Where(static violation => violation.Rule.Severity == Severity.Error).Select(static violation => (violation.Rule.Id, violation.Path))
            .Should().BeEquivalentTo([("COPR102", "/builds/0"), ("COPR102", "/builds/0/copr"), ("COPR102", "/builds/0/copr")]);

    [Theory]
    [InlineData("\"owner\":{\"name\":\"bkabrda\",\"id\":1},", "", "COPR102", "/builds/0/copr")]
    [InlineData("\"id\":1}", "\"id\":\"1\"}", "COPR102", "/builds/0/copr")]
    [InlineData("\"id\":1}", "\"id\":9223372036854775808}", "COPR102", "/builds/0/copr")]
    [InlineData("\"id\":1}", "\"id\":null}", "COPR102", "/builds/0/copr")]
    [InlineData("{\"name\":\"bkabrda\",\"id\":1}", "[1]", "COPR102", "/builds/0/copr")]
    [InlineData("\"chroots\":\"fedora-rawhide-i386\",", "", "COPR102", "/builds/0/copr")]
    [InlineData("\"repos\":\"http://foo/repo\"", "\"repos\":\"foo\"", "COPR107", "/builds/0/repos")]
    [InlineData("\"repos\":\"http://foo/repo\"", "\"repos\":[\"http://foo/repo\"]", "COPR103", "/builds/0/repos")]
    [InlineData("\"repos\":\"http://foo/repo\"", "\"repos\":5", "COPR103", "/builds/0/repos")]
    [InlineData("\"copr\":{\"owner\":{\"name\":\"bkabrda\",\"id\":1},\"name\":\"baz\",\"id\":3},", "", "COPR102", "/builds/0")]
    [InlineData("\"name\":\"baz\",\"id\":3}", "\"name\":\"baz\"}", "COPR102", "/builds/0/copr")]
    [InlineData("\"name\":\"baz\",\"id\":3}", "\"id\":3}", "COPR102", "/builds/0/copr")]
    [InlineData("\"user_id\":1,", "\"user_id\":1,\"copr_id\":null,", "COPR103", "/builds/0/copr_id")]
    [InlineData("\"id\":3}", "\"id\":3,\"chroots\":5}", "COPR103", "/builds/0/copr/chroots")]
    public void A_gap_that_nothing_fills_is_told(string from, string to, string rule, string path)
    {
        byte[] document = Document.Utf8(With(from, to));

        Violation violation = Probe.Refusal(document, CoprJson.Lenient)!;

        (violation.Rule.Id, violation.Path).Should().Be((rule, path));
        Probe.IsPlaced(violation, document);
    }

    [Fact]
    public void Chroots_of_the_copr_are_filled_though_the_copr_id_is_there() =>
        Read(With("\"user_id\":1,", "\"user_id\":1,\"copr_id\":3,")).Copr.Chroots.ToString().Should().Be("fedora-rawhide-i386");

    [Theory]
    [InlineData("\"id\":3}", "\"id\":3,\"owner_id\":1,\"chroots\":\"fedora-17-i386\"}")]
    [InlineData("\"user_id\":1,\"submitted_on\":1351153692,\"repos\":\"http://foo/repo\",", "\"user_id\":1,\"copr_id\":3,\"submitted_on\":1351153692,\"repos\":\"http://foo/repo\",")]
    [InlineData("\"results\":null,\"started_on\":null,\"copr\":{", "\"results\":null,\"started_on\":null,\"copr_id\":3,\"copr\":{\"owner_id\":1,")]
    [InlineData("\"results\":null,\"started_on\":null,\"copr\":{", "\"results\":null,\"started_on\":null,\"copr_id\":3,\"copr\":{\"chroots\":\"fedora-17-i386\",")]
    public void It_is_of_the_first_year_where_it_lacks_any_of_what_that_lacked(string from, string to) =>
        Read(With(from, to)).Copr.Repositories.ToString().Should().Be("http://foo/repo");

    [Fact]
    public void Chroots_that_the_copr_has_are_kept() =>
        Read(With("\"id\":3}", "\"id\":3,\"chroots\":\"fedora-17-i386\"}")).Copr.Chroots.ToString().Should().Be("fedora-17-i386");

    [Fact]
    public async Task Of_a_broken_copr_nothing_is_missed_that_the_build_lacks_too()
    {
        byte[] document = Document.Utf8(With("\"id\":3}", "\"id\":\"3\"}").Replace("\"chroots\":\"fedora-rawhide-i386\",", "", StringComparison.Ordinal));

        (await new WaitingBuildsReader(CoprJson.Lenient).ReadAsync(document).SingleAsync()).Violations.Select(static violation => (violation.Rule.Id, violation.Path))
            .Should().Equal(("COPR102", "/builds/0"), ("COPR103", "/builds/0/copr/id"));
    }

    [Theory]
    [InlineData("[1,]")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]")]
    public void Repositories_are_told_with_their_place_whatever_comes_before(string timeout)
    {
        byte[] document = Document.Utf8(Body.Replace("\"timeout\":1800,", "", StringComparison.Ordinal).Replace("\"repos\":\"http://foo/repo\"", $"\"timeout\":{timeout},\n\"repos\":\"foo\"", StringComparison.Ordinal));

        Violation violation = FluentActions.Invoking(() => CoprJson.Read<WaitingBuilds>(document, new(CoprJson.Lenient) { MaxDepth = 200 })).Should().Throw<ContractException>().Which.Violation;
        Probe.TextAt(violation, document).Should().StartWith("\"foo\"");
    }

    [Theory]
    [InlineData("\"repos\":\"http://foo/repo\"", "\"repos\":\"foo\"", null)]
    [InlineData("\"pkgs\":\"http://foo/pkg-1.src.rpm\",", "", 1L)]
    public void System_text_json_is_told_a_line_where_there_is_a_right_one(string from, string to, long? line) =>
        FluentActions.Invoking(() => JsonSerializer.Deserialize<WaitingBuilds>("\n" + With(from, to), CoprJson.Lenient)).Should().Throw<JsonException>().Which.LineNumber.Should().Be(line);

    [Fact]
    public void Members_in_any_order_fill_alike()
    {
        JsonElement build = JsonElement.Parse(Body).GetProperty("builds")[0];
        Build expected = Read(Body);

        Read($"{{\"builds\":[{{{string.Join(',', build.EnumerateObject().Reverse().Select(static member => member.ToString()))}}}]}}").Should().Be(expected);
    }

    [Theory]
    [InlineData(" ", 0)]
    [InlineData("\\n", 0)]
    [InlineData(" \\t\\r\\n\\f\\u000b ", 0)]
    [InlineData("fedora-17-i386\\u000bfedora-17-x86_64", 2)]
    [InlineData("\\r\\nfedora-17-i386 \\t fedora-17-x86_64\\f", 2)]
    public void Any_run_of_white_space_separates(string chroots, int count) =>
        Read(With("fedora-rawhide-i386", chroots)).Chroots.Should().HaveCount(count);

    [Theory]
    [MemberData(nameof(Good))]
    public void What_a_strict_reader_takes_a_lenient_one_takes_alike_however_it_is_laid_out(string id)
    {
        var strict = CoprJson.Read<WaitingBuilds>(ConformanceCase.Of(id).Text);
        byte[] indented = CoprJson.Write(strict, new JsonSerializerOptions(CoprJson.Strict) { WriteIndented = true });

        CoprJson.Read<WaitingBuilds>(indented, CoprJson.Lenient).Should().Be(strict);
    }

    [Theory]
    [InlineData("\"http://foo/repo\"")]
    [InlineData("\"foo\"")]
    [InlineData("5")]
    public void Repositories_of_a_build_that_lacks_nothing_else_are_not_those_of_its_copr(string repositories)
    {
        byte[] document = Document.Utf8($$"""
            {"builds":[{"copr_id":3,"user_id":1,"copr":{"owner_id":1,"chroots":"fedora-17-i386","id":3,"name":"baz"},"submitted_on":1,"pkgs":"http://foo/a","chroots":"fedora-17-i386","id":4,"repos":{{repositories}}}]}
            """);

        CoprJson.Read<WaitingBuilds>(document, CoprJson.Lenient).Should().Be(CoprJson.Read<WaitingBuilds>(document));
    }

    private static Build Read(string body) => CoprJson.Read<WaitingBuilds>(Document.Utf8(body), CoprJson.Lenient).Builds[0];

    private static string With(string from, string to)
    {
        Body.Should().Contain(from);
        return Body.Replace(from, to, StringComparison.Ordinal);
    }
}
