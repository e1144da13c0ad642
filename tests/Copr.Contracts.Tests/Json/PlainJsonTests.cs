using System.Text;
using Copr.Contracts.Json;

namespace Copr.Contracts.Tests.Json;

/// <summary>
/// What is read as plain JSON: documents as senders usually write them have to be, which nothing but the time would show
/// otherwise; what the framework's reader reads in another way, or refuses, may not be.
/// </summary>
public sealed class PlainJsonTests
{
    private const string Usual =
        """{"copr_id":5,"user_id":1,"results":null,"started_on":null,"copr":{"owner_id":2,"repos":null,"chroots":"fedora-17-i386","id":5,"name":"ff2"},"canceled":null,"submitted_on":1351157544,"ended_on":null,"pkgs":"http://foo/pkg.src.rpm","chroots":"fedora-17-i386","id":7}""";

    public static TheoryData<string, string> PlainChanges => new()
    {
        { "ff2", "ff2" },
        { "\":", "\" : " },
        { ",", "\t,\r\n" },
        { "{", "{ " },
        { "}", "\n}" },
        { "\"id\":7}", "\"id\":7,}" },
        { "\"name\":\"ff2\"}", "\"name\":\"ff2\" , }" },
        { "\"id\":7", "\"id\":-7" },
        { "\"id\":7", "\"id\":0" },
        { "\"id\":7", "\"id\":999999999999999999" },
        { "\"id\":7", "\"id\":-999999999999999999" },
        { "\"id\":7", "\"id\":7 " },
        { "1351157544", "-62135596800" },
        { "1351157544", "253402300799" },
        { "\"canceled\":null", "\"canceled\":true" },
        { "\"canceled\":null", "\"canceled\":false" },
        { "\"results\":null", "\"results\":\"\"" },
        { "\"results\":null", "\"results\":\" !#$%&'()*+,-./[]^_`{|}~\"" },
        { "\"started_on\":null", "\"started_on\":0" },
        { "\"repos\":null", "\"repos\":\"\"" },
        { "\"repos\":null", "\"repos\":\"http://foo/repo http://bar/repo\"" },
        { "\"user_id\":1,\"results\":null", "\"results\":null,\"user_id\":1" },
        { "\"results\":null,", "" },
    };

    public static TheoryData<string, string> OtherChanges => new()
    {
        { "\"id\":7", "\"id\":1000000000000000000" },
        { "\"id\":7", "\"id\":-0" },
        { "\"id\":7", "\"id\":07" },
        { "\"id\":7", "\"id\":- 7" },
        { "\"id\":7", "\"id\":-" },
        { "\"id\":7", "\"id\":+7" },
        { "\"id\":7", "\"id\":7.0" },
        { "\"id\":7", "\"id\":7e0" },
        { "\"id\":7", "\"id\":7/**/" },
        { "\"id\":7}", "\"id\":7" },
        { "\"id\":7}", "\"id\":7,,}" },
        { "\"id\":7}", "\"id\":7]" },
        { "\"id\":7}", "\"id\":7}}" },
        { "\"id\":7}", "\"id\":7} 8" },
        { "\"id\":7", "\"id\":\"7\"" },
        { "\"id\":7", "\"id\":null" },
        { "\"id\":7", "\"id\"7" },
        { "\"id\":7", "id:7" },
        { "\"id\":7", "\"id\":7,\"id\":7" },
        { "\"id\":7", "\"id\":7,\"timeout\":1" },
        { "\"id\":7", "\"timeout\":1" },
        { "{\"copr_id\"", "[\"copr_id\"" },
        { "{\"copr_id\"", "{,\"copr_id\"" },
        { "1351157544", "253402300800" },
        { "1351157544", "-62135596801" },
        { "\"canceled\":null", "\"canceled\":nul" },
        { "\"canceled\":null", "\"canceled\":nulls" },
        { "\"canceled\":null", "\"canceled\":0" },
        { "ff2", "f\\u0066" },
        { "ff2", "f\\n" },
        { "ff2", "f\\\"" },
        { "ff2", "f\n" },
        { "ff2", "f\u007F" },
        { "ff2", "f\u00FF" },
        { "\"ff2\"", "\"ff2" },
        { "\"ff2\"", "ff2" },
        { "\"fedora-17-i386\"", "\"fedora-17\"" },
        { "\"fedora-17-i386\"", "\"fedora-17-i386 \"" },
        { "\"fedora-17-i386\"", "[\"fedora-17-i386\"]" },
        { "\"name\":\"ff2\"", "\"title\":\"ff2\"" },
        { "\"results\":null", "\"results\":" },
        { "\"repos\":null", "\"repos\":" },
        { "\"chroots\":\"fedora-17-i386\",\"id\":7}", "\"id\":7,\"chroots\":\"}" },
    };

    [Theory]
    [MemberData(nameof(PlainChanges))]
    public void What_is_plain_is_read_so_and_as_the_framework_reads_it(string from, string to)
    {
        string text = Changed(from, to);

        TryRead(text, ReadingMode.Strict, out Build? plain).Should().BeTrue();
        plain.Should().Be(ReadByTheFramework(text));
    }

    [Theory]
    [MemberData(nameof(OtherChanges))]
    public void What_is_not_is_left_to_the_framework(string from, string to) =>
        TryRead(Changed(from, to), ReadingMode.Strict, out Build? _).Should().BeFalse();

    [Fact]
    public void Leniently_a_build_is_plain_where_it_has_every_member()
    {
        TryRead(Usual, ReadingMode.Lenient, out Build? _).Should().BeTrue();
        TryRead(Changed("\"results\":null,", ""), ReadingMode.Lenient, out Build? _).Should().BeFalse("another member may fill the gap");
    }

    [Fact]
    public void A_backends_report_is_plain()
    {
        TryRead("""{"builds":[{"id":5,"started_on":1354752000,"results":"http://foo/"},{"id":5,"ended_on":1354752600,"status":0},{"id":6,"ended_on":1354752600,"status":1}]}""", ReadingMode.Strict, out BuildUpdates? updates).Should().BeTrue();

        updates!.Builds.Select(static update => update.Status).Should().Equal(null, BuildStatus.Failed, BuildStatus.Succeeded);
    }

    [Theory]
    [InlineData("""{"builds":[]}""", true)]
    [InlineData("""{"builds":[ ] , } """, true)]
    [InlineData("""{"builds":[4]}""", true)]
    [InlineData("""{"builds":[4,5 , 6,]}""", true)]
    [InlineData("""{"builds":[,]}""", false)]
    [InlineData("""{"builds":[4,,5]}""", false)]
    [InlineData("""{"builds":[4 5]}""", false)]
    [InlineData("""{"builds":[4}""", false)]
    [InlineData("""{"builds":4}""", false)]
    [InlineData("""{"builds":[4.5]}""", false)]
    [InlineData("""{}""", false)]
    [InlineData("""{,}""", false)]
    [InlineData("", false)]
    public void A_list_of_ids(string text, bool isPlain)
    {
        TryRead(text, ReadingMode.Strict, out CanceledBuilds? canceled).Should().Be(isPlain);

        (canceled is not null).Should().Be(isPlain);
    }

    [Fact]
    public void A_comma_that_trails_is_refused_where_the_options_say_so()
    {
        byte[] text = Encoding.Latin1.GetBytes(Changed("\"id\":7}", "\"id\":7,}"));

        CoprJson.Read<Build>(text).Id.Should().Be(7);
        FluentActions.Invoking(() => CoprJson.Read<Build>(text, new(CoprJson.Strict) { AllowTrailingCommas = false })).Should().Throw<ContractException>();
    }

    private static string Changed(string from, string to)
    {
        Usual.Should().Contain(from);
        return Usual.Replace(from, to, StringComparison.Ordinal);
    }

    private static bool TryRead<T>(string text, ReadingMode mode, out T? value)
        where T : class, IContractObject<T> =>
        PlainJsonReader.TryRead(Encoding.Latin1.GetBytes(text), new ContractObjectConverter<T>(mode), out value);

    /// <summary>The escape keeps it from being plain, and is no difference.</summary>
    private static Build ReadByTheFramework(string text) =>
        CoprJson.Read<Build>(Encoding.Latin1.GetBytes(text.Replace("\"id\"", "\"\\u0069d\"", StringComparison.Ordinal)));
}
