using System.Text.Json;
using Copr.Contracts.Json;

namespace Copr.Contracts.Tests.Values;

public sealed class RecordTests
{
    private static readonly UnknownMembers Extra = Unknown("""{"a": 1, "b": [true]}""");

    [Fact]
    public void Builds_of_equal_members_are_equal()
    {
        Build left = Samples.Build with { UnknownMembers = Extra };
        Build right = CoprJson.Read<Build>(CoprJson.Write(left));

        right.Should().Be(left);
        right.GetHashCode().Should().Be(left.GetHashCode());
    }

    [Fact]
    public void Lists_of_equal_builds_are_equal()
    {
        var left = new WaitingBuilds { Builds = [Samples.Build] };
        var right = new WaitingBuilds { Builds = new List<Build> { Samples.Build with { } } };

        right.Should().Be(left);
        right.GetHashCode().Should().Be(left.GetHashCode());
        right.Builds.Equals(left).Should().BeFalse("a list of builds is no document");
    }

    public static TheoryData<string, Build> OtherBuilds => new()
    {
        { "id", Samples.Build with { Id = 6 } },
        { "chroots", Samples.Build with { Chroots = [] } },
        { "canceled", Samples.Build with { Canceled = false } },
        { "copr", Samples.Build with { Copr = Samples.Copr with { Name = "other" } } },
        { "unknown", Samples.Build with { UnknownMembers = Extra } },
    };

    [Theory]
    [MemberData(nameof(OtherBuilds))]
    public void Builds_of_different_members_differ(string member, Build other)
    {
        other.Should().NotBe(Samples.Build, "{0} differs", member);
        new WaitingBuilds { Builds = [other] }.Should().NotBe(new WaitingBuilds { Builds = [Samples.Build] });
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_refused_where_it_is_set()
    {
        foreach (string text in new[] { "a\ud800", "\ud800a", "\udc00", "😀\ude00", "\ud83d😀", "\ud800\ud800" })
        {
            new Action[]
            {
                () => _ = Samples.Build with { Results = text },
                () => _ = Samples.Copr with { Name = text },
                () => _ = new BuildUpdate { Id = 1, Results = text },
                () => _ = new StartingBuild { BuildId = 1, Backend = text },
            }.Should().AllSatisfy(static set => set.Should().Throw<ArgumentException>().WithMessage("*holds half of a surrogate pair*"));
        }
    }

    [Theory]
    [InlineData("😀")]
    [InlineData("a😀b😀")]
    [InlineData("\ud7ff\ue000")]
    [InlineData("")]
    public void Any_other_text_is_taken(string text) => (Samples.Build with { Results = text }).Results.Should().Be(text);

    [Fact]
    public void A_list_does_not_follow_the_one_it_was_made_of()
    {
        List<Build> builds = [Samples.Build];
        var waiting = new WaitingBuilds { Builds = builds };

        builds.Clear();

        waiting.Builds.Should().ContainSingle();
    }

    [Fact]
    public void A_list_is_taken_over_from_another_document() =>
        new WaitingBuilds { Builds = new WaitingBuilds { Builds = [Samples.Build] }.Builds }.Builds[0].Should().Be(Samples.Build);

    [Fact]
    public void Times_are_utc()
    {
        var local = new DateTimeOffset(2012, 10, 25, 11, 32, 24, TimeSpan.FromHours(2));

        Build build = Samples.Build with { SubmittedOn = local, StartedOn = local, EndedOn = local };

        new[] { build.SubmittedOn, build.StartedOn.Value, build.EndedOn.Value }.Should().AllSatisfy(static time => time.Offset.Should().Be(TimeSpan.Zero)).And.AllBeEquivalentTo(local);
    }

    [Fact]
    public void Null_is_refused_where_there_has_to_be_a_value()
    {
        new Action[]
        {
            static () => _ = Samples.Build with { Copr = null! },
            static () => _ = Samples.Build with { UnknownMembers = null! },
            static () => _ = Samples.Copr with { Name = null! },
            static () => _ = Samples.Copr with { UnknownMembers = null! },
            static () => _ = new WaitingBuilds { Builds = null! },
            static () => _ = new WaitingBuilds { Builds = [], UnknownMembers = null! },
            static () => _ = new CanceledBuilds { BuildIds = null! },
            static () => WaitingBuilds.From(null!),
            static () => _ = new UnknownMembers(null!),
            static () => _ = new ContractException(null!),
        }.Should().AllSatisfy(static set => set.Should().Throw<ArgumentNullException>());
    }

    [Fact]
    public void A_build_that_is_null_is_refused() =>
        FluentActions.Invoking(static () => new WaitingBuilds { Builds = [null!] }).Should().Throw<ArgumentException>().WithMessage("An item of the list is null.*");

    [Fact]
    public void A_list_of_one_document_is_that_of_another_without_a_copy()
    {
        var waiting = new WaitingBuilds { Builds = [Samples.Build] };

        (waiting with { UnknownMembers = Extra }).Builds.Should().BeSameAs(waiting.Builds);
        new WaitingBuilds { Builds = waiting.Builds }.Builds.Should().BeSameAs(waiting.Builds);
    }

    [Fact]
    public void Lists_of_other_builds_have_other_hashes() =>
        new WaitingBuilds { Builds = [Samples.Build, Samples.Build with { Id = 6 }] }.GetHashCode().Should().NotBe(new WaitingBuilds { Builds = [Samples.Build, Samples.Build with { Id = 7 }] }.GetHashCode());

    [Fact]
    public void What_is_null_is_named() =>
        FluentActions.Invoking(static () => WaitingBuilds.From(null!)).Should().Throw<ArgumentNullException>().WithParameterName("submitted");

    [Fact]
    public void A_member_that_the_contract_knows_is_not_unknown()
    {
        new Action[]
        {
            static () => _ = Samples.Build with { UnknownMembers = Unknown("""{"id": 1}""") },
            static () => _ = Samples.Copr with { UnknownMembers = Unknown("""{"name": 1}""") },
            static () => _ = new WaitingBuilds { Builds = [], UnknownMembers = Unknown("""{"builds": 1}""") },
        }.Should().AllSatisfy(static set => set.Should().Throw<ArgumentException>().WithMessage("*is a member of the contract*"));
    }

    [Theory]
    [InlineData(false, false, null, BuildState.Waiting)]
    [InlineData(false, false, false, BuildState.Waiting)]
    [InlineData(true, false, null, BuildState.Running)]
    [InlineData(true, true, null, BuildState.Ended)]
    [InlineData(false, true, null, BuildState.Ended)]
    [InlineData(false, false, true, BuildState.Canceled)]
    [InlineData(true, true, true, BuildState.Canceled)]
    public void The_state_follows_from_the_members(bool isStarted, bool isEnded, bool? canceled, BuildState expected)
    {
        Build build = Samples.Build with
        {
            StartedOn = isStarted ? DateTimeOffset.UnixEpoch : null,
            EndedOn = isEnded ? DateTimeOffset.UnixEpoch : null,
            Canceled = canceled,
        };

        build.State.Should().Be(expected);
        build.IsCanceled.Should().Be(expected == BuildState.Canceled);
    }

    [Fact]
    public void What_waits_is_listed_oldest_first_and_by_id_within_a_moment()
    {
        Build Of(long id, int second) => Samples.Build with { Id = id, SubmittedOn = DateTimeOffset.FromUnixTimeSeconds(second) };

        WaitingBuilds.From([Of(3, 20), Of(2, 20), Of(4, 10), Of(1, 30), Of(5, 1) with { Canceled = true }, Of(6, 1) with { StartedOn = DateTimeOffset.UnixEpoch }])
            .Builds.Select(static build => build.Id).Should().Equal(4, 2, 3, 1);
    }

    [Fact]
    public void Ten_are_listed_unless_another_number_is_asked_for()
    {
        IEnumerable<Build> builds = Enumerable.Range(1, 20).Select(static id => Samples.Build with { Id = id });

        WaitingBuilds.From(builds).Builds.Should().HaveCount(10);
        WaitingBuilds.From(builds, 15).Builds.Should().HaveCount(15);
    }

    [Fact]
    public void An_id_that_comes_twice_is_listed_once() => WaitingBuilds.From([Samples.Build, Samples.Build]).Builds.Should().ContainSingle();

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_limit_below_one_is_refused(int limit) =>
        FluentActions.Invoking(() => WaitingBuilds.From([], limit)).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void Unknown_members_outlive_the_document_that_they_came_from()
    {
        UnknownMembers members;
        using (JsonDocument document = JsonDocument.Parse("""{"a": {"b": 1}}"""))
        {
            members = new(document.RootElement.EnumerateObject().Select(static member => KeyValuePair.Create(member.Name, member.Value)));
        }

        members["a"].GetProperty("b").GetInt32().Should().Be(1);
    }

    [Fact]
    public void Unknown_members_are_equal_in_whatever_order()
    {
        UnknownMembers other = Unknown("""{"b":[true],"a":1}""");

        other.Should().Equal(Extra.Reverse(), static (left, right) => left.Key == right.Key && JsonElement.DeepEquals(left.Value, right.Value));
        other.Equals((object)Extra).Should().BeTrue();
        other.GetHashCode().Should().Be(Extra.GetHashCode());
    }

    [Theory]
    [InlineData("""{"a": 1}""")]
    [InlineData("""{"a": 2, "b": [true]}""")]
    [InlineData("""{"a": 1, "c": [true]}""")]
    public void Unknown_members_of_other_names_or_values_differ(string json) => Extra.Equals((object)Unknown(json)).Should().BeFalse();

    [Fact]
    public void A_number_whose_exponent_the_framework_does_not_take_equals_what_is_written_alike()
    {
        const string Json = """{"a": {"b": 1e9999999999}, "c": 1}""";

        Unknown(Json).Equals((object)Unknown(Json)).Should().BeTrue();
        Unknown(Json).Equals((object)Unknown(Json.Replace("1e", "2e", StringComparison.Ordinal))).Should().BeFalse();
        Unknown(Json).Equals((object)Unknown(Json.Replace("1e9999999999", "1", StringComparison.Ordinal))).Should().BeFalse();
    }

    [Fact]
    public void Unknown_members_are_a_dictionary()
    {
        Extra.Count.Should().Be(2);
        Extra.Keys.Should().Equal("a", "b");
        Extra.Values.Select(static value => value.ValueKind).Should().Equal(JsonValueKind.Number, JsonValueKind.Array);
        (Extra.ContainsKey("a"), Extra.ContainsKey("A")).Should().Be((true, false));
        Extra.TryGetValue("c", out _).Should().BeFalse();
        Extra.ToString().Should().Be("[a, b]");
        FluentActions.Invoking(static () => Extra["c"]).Should().Throw<KeyNotFoundException>();
        ((System.Collections.IEnumerable)Extra).Cast<object>().Should().HaveCount(2);
        Extra.Equals((object)"a").Should().BeFalse();
    }

    [Fact]
    public void A_name_twice_or_a_value_that_is_no_json_is_refused()
    {
        JsonElement one = JsonElement.Parse("1");

        FluentActions.Invoking(() => new UnknownMembers([KeyValuePair.Create("a", one), KeyValuePair.Create("a", one)])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(static () => new UnknownMembers([KeyValuePair.Create("a", default(JsonElement))])).Should().Throw<ArgumentException>().WithMessage("*no JSON*");
    }

    [Fact]
    public void What_could_not_be_read_back_is_refused()
    {
        foreach (string json in new[] { "\"\\ud800\"", "{\"a\":1,\"a\":2}", "[{\"\\udc00\":1}]" })
        {
            FluentActions.Invoking(() => new UnknownMembers([KeyValuePair.Create("a", JsonElement.Parse(json))])).Should().Throw<ArgumentException>("{0} is refused by the readers", json).WithMessage("The value of \"a\" could not be read back: *.*");
        }

        FluentActions.Invoking(static () => new UnknownMembers([KeyValuePair.Create("\ud800", JsonElement.Parse("1"))])).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_record_is_written_as_its_json() => Samples.Copr.ToString().Should().Be(
        """{"owner_id":2,"repos":"http://foo/repo http://bar/repo","chroots":"fedora-17-i386 fedora-17-x86_64","id":5,"name":"ff2"}""");

    private static UnknownMembers Unknown(string json) =>
        new(JsonElement.Parse(json).EnumerateObject().Select(static member => KeyValuePair.Create(member.Name, member.Value)));
}
