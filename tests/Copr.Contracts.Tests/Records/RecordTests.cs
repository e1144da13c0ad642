using System.Collections;
using System.Text.Json;

namespace Copr.Contracts.Tests.Records;

/// <summary>What the records of the contract have in common.</summary>
public sealed class RecordTests
{
    private static readonly UnknownMembers Extra = new([KeyValuePair.Create("a", JsonElement.Parse("1"))]);

    private static readonly BuildUpdate Update = new() { Id = 1, EndedOn = DateTimeOffset.UnixEpoch, Status = BuildStatus.Failed };

    /// <summary>The names of all members of the contract, and those of the early wire.</summary>
    private static readonly string[] AllNames =
    [
        "backend", "build_id", "builds", "can_start", "canceled", "chroots", "copr", "copr_id", "ended_on", "id", "memory_reqs", "name",
        "non_existing_builds_ids", "owner", "owner_id", "pkgs", "repos", "results", "started_on", "status", "submitted_on", "timeout",
        "updated_builds", "updated_builds_ids", "user_id",
    ];

    /// <summary>Pairs of records that are made independently, and one that differs in one member.</summary>
    public static TheoryData<object, object, object> Records => new()
    {
        { Samples.Build, Copy(Samples.Build), Samples.Build with { Status = BuildStatus.Failed } },
        { Samples.Build, Copy(Samples.Build), Samples.Build with { Chroots = [] } },
        { Samples.Build, Copy(Samples.Build), Samples.Build with { Canceled = false } },
        { Samples.Build, Copy(Samples.Build), Samples.Build with { Copr = Samples.Copr with { Name = "other" } } },
        { Samples.Build, Copy(Samples.Build), Samples.Build with { UnknownMembers = Extra } },
        { Samples.Copr, Copy(Samples.Copr), Samples.Copr with { OwnerId = 3 } },
        { ListOf(Samples.Build), ListOf(Copy(Samples.Build)), ListOf(Samples.Build with { Id = 6 }) },
        { ReportOf(Update), ReportOf(Copy(Update)), ReportOf(Update with { Status = BuildStatus.Succeeded }) },
        { Result(1), Result(1), Result(2) },
        { Canceled(1), Canceled(1), Canceled(2) },
        { Request("a"), Request("a"), Request("b") },
        { Response(true), Response(true), Response(false) },
    };

    [Theory]
    [MemberData(nameof(Records))]
    public void Records_are_equal_if_all_their_members_are(object record, object equal, object different)
    {
        equal.Should().Be(record);
        equal.GetHashCode().Should().Be(record.GetHashCode());
        different.Should().NotBe(record);
    }

    [Fact]
    public void Lists_of_different_builds_have_different_hash_codes() =>
        ListOf(Samples.Build, Samples.Build with { Id = 6 }).GetHashCode()
            .Should().NotBe(ListOf(Samples.Build, Samples.Build with { Id = 7 }).GetHashCode());

    [Fact]
    public void A_list_in_a_record_is_not_the_record() => ListOf(Samples.Build).Builds.Equals(ListOf(Samples.Build)).Should().BeFalse();

    [Fact]
    public void A_list_that_is_assigned_is_copied()
    {
        List<Build> builds = [Samples.Build];
        List<long> ids = [1];
        var waiting = new WaitingBuilds { Builds = builds };
        var canceled = new CanceledBuilds { BuildIds = ids };

        builds.Clear();
        ids.Add(2);

        waiting.Builds.Should().Equal(Samples.Build);
        canceled.BuildIds.Should().Equal(1);
    }

    [Fact]
    public void A_list_that_changes_while_it_is_assigned_contains_no_null() =>
        new WaitingBuilds { Builds = new Changing() }.Builds.Should().Equal(Samples.Build);

    /// <summary>The names follow from how an object is read, so a read that depends on something could lose one.</summary>
    [Fact]
    public void The_members_that_are_written_and_no_others_are_refused_as_unknown_members()
    {
        DateTimeOffset time = DateTimeOffset.UnixEpoch;
        Build build = Samples.Build with { Results = "", StartedOn = time, Canceled = false, EndedOn = time, Status = BuildStatus.Failed };
        var update = new BuildUpdate { Id = 1, StartedOn = time, Results = "", EndedOn = time, Status = BuildStatus.Failed };
        string[][] names =
        [
            Known(ListOf(build), static (record, members) => record with { UnknownMembers = members }),
            Known(build, static (record, members) => record with { UnknownMembers = members }),
            Known(build.Copr, static (record, members) => record with { UnknownMembers = members }),
            Known(ReportOf(update), static (record, members) => record with { UnknownMembers = members }),
            Known(update, static (record, members) => record with { UnknownMembers = members }),
            Known(Result(1), static (record, members) => record with { UnknownMembers = members }),
            Known(Canceled(1), static (record, members) => record with { UnknownMembers = members }),
            Known(Request("a"), static (record, members) => record with { UnknownMembers = members }),
            Known(Response(true), static (record, members) => record with { UnknownMembers = members }),
        ];

        names.Select(static all => all.Length).Should().Equal(1, 12, 5, 1, 5, 2, 1, 2, 1);
    }

    [Fact]
    public void A_list_of_another_record_is_shared()
    {
        WaitingBuilds waiting = ListOf(Samples.Build);

        (waiting with { UnknownMembers = Extra }).Builds.Should().BeSameAs(waiting.Builds);
        new WaitingBuilds { Builds = waiting.Builds }.Builds.Should().BeSameAs(waiting.Builds);
    }

    [Fact]
    public void Times_are_converted_to_utc()
    {
        var local = new DateTimeOffset(2012, 10, 25, 11, 32, 24, TimeSpan.FromHours(2));

        Build build = Samples.Build with { SubmittedOn = local, StartedOn = local, EndedOn = local };
        BuildUpdate update = Update with { StartedOn = local, EndedOn = local };

        new[] { build.SubmittedOn, build.StartedOn, build.EndedOn, update.StartedOn, update.EndedOn }
            .Should().AllSatisfy(static time => time!.Value.Offset.Should().Be(TimeSpan.Zero)).And.AllBeEquivalentTo(local);
    }

    [Fact]
    public void Null_is_refused_if_the_contract_has_none() => new Action[]
    {
        static () => _ = Samples.Build with { Copr = null! },
        static () => _ = Samples.Copr with { Name = null! },
        static () => _ = new WaitingBuilds { Builds = null! },
        static () => _ = new BuildUpdates { Builds = null! },
        static () => _ = Result(1) with { UpdatedBuildIds = null! },
        static () => _ = Result(1) with { NonExistingBuildIds = null! },
        static () => _ = new CanceledBuilds { BuildIds = null! },
        static () => _ = Request(null!),
        static () => _ = Samples.Build with { UnknownMembers = null! },
        static () => _ = Samples.Copr with { UnknownMembers = null! },
        static () => _ = ListOf() with { UnknownMembers = null! },
        static () => _ = ReportOf() with { UnknownMembers = null! },
        static () => _ = Update with { UnknownMembers = null! },
        static () => _ = Result(1) with { UnknownMembers = null! },
        static () => _ = Canceled(1) with { UnknownMembers = null! },
        static () => _ = Request("a") with { UnknownMembers = null! },
        static () => _ = Response(true) with { UnknownMembers = null! },
    }.Should().AllSatisfy(static set => set.Should().Throw<ArgumentNullException>());

    [Fact]
    public void A_null_item_of_a_list_is_refused()
    {
        FluentActions.Invoking(static () => ListOf(Samples.Build, null!))
            .Should().Throw<ArgumentException>().WithMessage("An item of the list is null.*");
        FluentActions.Invoking(static () => ReportOf(Update, null!))
            .Should().Throw<ArgumentException>().WithMessage("An item of the list is null.*");
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_refused()
    {
        // A theory's data would be encoded, and lose the half.
        foreach (string text in new[] { "a\ud800", "\ud800a", "\udc00", "😀\ude00", "\ud83d😀", "\ud800\ud800" })
        {
            new Action[]
            {
                () => _ = Samples.Build with { Results = text },
                () => _ = Samples.Copr with { Name = text },
                () => _ = Update with { Results = text },
                () => _ = Request(text),
            }.Should().AllSatisfy(static set => set.Should().Throw<ArgumentException>().WithMessage("*contains half of a surrogate pair*"));
        }
    }

    [Theory]
    [InlineData("😀")]
    [InlineData("a😀b😀")]
    [InlineData("\ud7ff\ue000")]
    [InlineData("")]
    public void Any_unicode_text_is_accepted(string text) => (Samples.Build with { Results = text }).Results.Should().Be(text);

    [Fact]
    public void An_undefined_status_is_refused() => new Action[]
    {
        static () => _ = Samples.Build with { Status = (BuildStatus)2 },
        static () => _ = Update with { Status = (BuildStatus)(-1) },
    }.Should().AllSatisfy(static set =>
        set.Should().Throw<ArgumentOutOfRangeException>().WithMessage("A status is Failed or Succeeded.*"));

    [Fact]
    public void A_member_of_the_contract_is_not_an_unknown_member() => new Action[]
    {
        static () => _ = Samples.Build with { UnknownMembers = Unknown("id") },
        static () => _ = Samples.Build with { UnknownMembers = Unknown("status") },
        static () => _ = Samples.Copr with { UnknownMembers = Unknown("name") },
        static () => _ = ListOf() with { UnknownMembers = Unknown("builds") },
        static () => _ = ReportOf() with { UnknownMembers = Unknown("builds") },
        static () => _ = Update with { UnknownMembers = Unknown("results") },
        static () => _ = Result(1) with { UnknownMembers = Unknown("updated_builds_ids") },
        static () => _ = Canceled(1) with { UnknownMembers = Unknown("builds") },
        static () => _ = Request("a") with { UnknownMembers = Unknown("backend") },
        static () => _ = Response(true) with { UnknownMembers = Unknown("can_start") },
    }.Should().AllSatisfy(static set =>
        set.Should().Throw<ArgumentException>().WithMessage("*is a member of the contract and has its own property*"));

    [Fact]
    public void The_text_of_a_record_is_its_json() => Samples.Copr.ToString().Should().Be(
        """{"owner_id":2,"repos":"http://foo/repo http://bar/repo","chroots":"fedora-17-i386 fedora-17-x86_64","id":5,"name":"ff2"}""");

    /// <summary>Returns an equal record that shares nothing with the original.</summary>
    private static T Copy<T>(T record)
        where T : class, IContractObject<T> =>
        CoprJson.Read<T>(CoprJson.Write(record));

    private static WaitingBuilds ListOf(params Build[] builds) => new() { Builds = builds };

    private static BuildUpdates ReportOf(params BuildUpdate[] updates) => new() { Builds = updates };

    private static BuildUpdatesResult Result(long id) => new() { UpdatedBuildIds = [id], NonExistingBuildIds = [] };

    private static CanceledBuilds Canceled(long id) => new() { BuildIds = [id] };

    private static StartBuildRequest Request(string backend) => new() { BuildId = 1, Backend = backend };

    private static StartBuildResponse Response(bool canStart) => new() { CanStart = canStart };

    private static UnknownMembers Unknown(string name) => new([KeyValuePair.Create(name, JsonElement.Parse("1"))]);

    /// <summary>Returns the names that are written, after checking that these and no others of the contract's are refused.</summary>
    private static string[] Known<T>(T record, Func<T, UnknownMembers, T> set) where T : class, IContractObject<T>
    {
        string[] written = [.. JsonElement.Parse(CoprJson.Write(record)).EnumerateObject().Select(static member => member.Name)];
        foreach (string name in AllNames)
        {
            var members = new UnknownMembers([KeyValuePair.Create(name, JsonElement.Parse("1"))]);
            if (written.Contains(name))
                FluentActions.Invoking(() => set(record, members)).Should().Throw<ArgumentException>().WithMessage($"\"{name}\" *");
            else
                set(record, members).Should().NotBe(record);
        }

        written.Should().BeSubsetOf(AllNames);
        return written;
    }

    /// <summary>A list that has a null only when it is read a second time, as if another thread changed it.</summary>
    private sealed class Changing : IReadOnlyList<Build>
    {
        private int reads;

        public int Count => 1;

        public Build this[int index] => Samples.Build;

        public IEnumerator<Build> GetEnumerator()
        {
            yield return reads++ == 0 ? Samples.Build : null!;
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
