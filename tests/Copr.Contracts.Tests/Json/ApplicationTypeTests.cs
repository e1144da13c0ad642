using System.Text.Json;
using System.Text.Json.Serialization;

namespace Copr.Contracts.Tests.Json;

/// <summary>An application's own types can have members of the contract's types.</summary>
public sealed partial class ApplicationTypeTests
{
    private static readonly Job Whole = new()
    {
        Chroot = Chroot.Parse("fedora-17-i386"),
        Other = Chroot.Parse("fedora-rawhide-x86_64"),
        Package = PackageUrl.Parse("http://foo/a%40b.src.rpm?x&y"),
        Repository = RepositoryUrl.Parse("http://foo/repo"),
        Packages = [PackageUrl.Parse("http://foo/a.src.rpm"), PackageUrl.Parse("http://foo/b.src.rpm")],
        Build = Samples.Build,
        At = new DateTimeOffset(2012, 10, 25, 11, 32, 24, TimeSpan.FromHours(2)),
        Note = "<&>",
    };

    private static readonly string Broken = Samples.Build.ToString().Replace("\"id\":5}", "\"id\":\"5\"}", StringComparison.Ordinal);

    public static TheoryData<string> Paths => ["$.Job.Build", "$.Builds[1]", "$.ByName.a", "$.ByName['a b']", "$.Nested[0].Build"];

    [Fact]
    public void A_type_with_values_of_the_contract_is_written_and_read_back() =>
        JsonSerializer.Deserialize(JsonSerializer.Serialize(Whole, JobContext.Default.Job), JobContext.Default.Job).Should().Be(Whole);

    [Fact]
    public void The_applications_own_members_are_written_as_before() =>
        JsonSerializer.Serialize(Whole, JobContext.Default.Job)
            .Should().Contain("\"At\":\"2012-10-25T11:32:24+02:00\"").And.Contain("\"Note\":\"\\u003C\\u0026\\u003E\"");

    [Fact]
    public void Null_and_empty_members_are_written_as_null() =>
        JsonSerializer.Serialize(Whole with { Other = null, Packages = [], Build = null }, JobContext.Default.Job)
            .Should().Contain("\"Other\":null,").And.Contain("\"Packages\":null,").And.Contain("\"Build\":null,");

    [Theory]
    [InlineData("""{"Chroot":"fedora-17-i386"}""", true)]
    [InlineData("""{"Chroot":null}""", false)]
    [InlineData("""{"Chroot":"fedora"}""", false)]
    [InlineData("""{"Chroot":"\ud800"}""", false)]
    [InlineData("""{"Chroot":17}""", false)]
    [InlineData("""{"Chroot":[["fedora-17-i386"]]}""", false)]
    [InlineData("""{"Other":null}""", true)]
    [InlineData("""{"Other":"fedora"}""", false)]
    [InlineData("""{"Packages":null}""", true)]
    [InlineData("""{"Packages":"http://foo/a  http://foo/b"}""", false)]
    [InlineData("""{"Packages":["http://foo/a"]}""", false)]
    [InlineData("""{"Build":null}""", true)]
    [InlineData("""{"Build":5}""", false)]
    public void A_member_is_read_by_the_contracts_rules(string json, bool isRead)
    {
        Func<Job?> read = () => JsonSerializer.Deserialize(json, JobContext.Default.Job);

        if (isRead)
        {
            read.Should().NotThrow().Which.Should().NotBeNull();
        }
        else
        {
            read.Should().Throw<ContractException>().Which.Path.Should().Be($"$.{json.Split('"')[1]}");
        }
    }

    [Theory]
    [InlineData("Chroot")]
    [InlineData("PackageUrl")]
    [InlineData("RepositoryUrl")]
    public void A_value_that_is_not_set_is_not_written(string type)
    {
        Job job = type switch
        {
            "Chroot" => Whole with { Chroot = default },
            "PackageUrl" => Whole with { Package = default },
            _ => Whole with { Repository = default },
        };

        FluentActions.Invoking(() => JsonSerializer.Serialize(job, JobContext.Default.Job)).Should().Throw<JsonException>()
            .WithMessage($"default({type}) is not a value of its type and cannot be written.*");
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void The_exception_has_the_path_to_the_contracts_value_and_the_violation_the_path_in_it(string path)
    {
        string good = Samples.Build.ToString();
        string json = path switch
        {
            "$.Job.Build" => $"{{\"Job\":{{\"Build\":{Broken}}}}}",
            "$.Builds[1]" => $"{{\"Builds\":[{good},{Broken}]}}",
            "$.ByName.a" => $"{{\"ByName\":{{\"b\":{good},\"a\":{Broken}}}}}",
            "$.ByName['a b']" => $"{{\"ByName\":{{\"a b\":{Broken}}}}}",
            _ => $"{{\"Nested\":[{{\"Note\":\"é😀\",\"Build\":{Broken}}}]}}",
        };

        Ways.Serializer<Envelope>(Document.Utf8(json), JobContext.Default.Options).Should().AllSatisfy(exception =>
            (exception!.Path, exception.Should().BeOfType<ContractException>().Which.Violation.Path).Should().Be((path, "/id")));
    }

    [Fact]
    public void Inside_an_applications_type_a_message_speaks_of_the_value_and_not_of_the_document() =>
        Ways.Serializer<Envelope>("{\"Job\":{\"Build\":5}}"u8.ToArray(), JobContext.Default.Options).Should().AllSatisfy(static exception =>
            exception.Should().BeOfType<ContractException>()
                .Which.Violation.Message.Should().Be("the value is the number 5; expected an object"));

    [Theory]
    [InlineData("{\"Job\":{\"Chroot\":\"fedora\"}}", "COPR106 malformed-chroot (error) at $.Job.Chroot: the value")]
    [InlineData("{\"Job\":{\"Build\":5}}", "COPR103 wrong-type (error) at $.Job.Build: the value")]
    [InlineData("{\"Builds\":[{\"id\":4}]}", "COPR102 missing-member (error) at $.Builds[0]: the value has no \"copr_id\"")]
    public void Inside_an_applications_type_a_message_has_the_path_to_the_value(string json, string expected) =>
        Ways.Serializer<Envelope>(Document.Utf8(json), JobContext.Default.Options).Should().AllSatisfy(exception =>
            exception!.Message.Should().StartWith(expected));

    [Fact]
    public void Inside_an_applications_type_a_message_has_the_path_in_the_value_too() =>
        Ways.Serializer<Envelope>(Document.Utf8($"{{\"Builds\":[{Broken}]}}"), JobContext.Default.Options).Should().AllSatisfy(exception =>
            exception!.Message.Should().StartWith("COPR103 wrong-type (error) at /id of $.Builds[0]: \"id\""));

    internal sealed record Job
    {
        public Chroot Chroot { get; init; }

        public Chroot? Other { get; init; }

        public PackageUrl Package { get; init; }

        public RepositoryUrl Repository { get; init; }

        public SpaceSeparatedList<PackageUrl> Packages { get; init; }

        public Build? Build { get; init; }

        public DateTimeOffset At { get; init; }

        public string? Note { get; init; }
    }

    internal sealed record Envelope(Job? Job, List<Build>? Builds, Dictionary<string, Build>? ByName, Job[]? Nested);

    [JsonSerializable(typeof(Job))]
    [JsonSerializable(typeof(Envelope))]
    internal sealed partial class JobContext : JsonSerializerContext;
}
