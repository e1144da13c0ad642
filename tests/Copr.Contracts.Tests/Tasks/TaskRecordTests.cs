using System.Text.Json;
using Copr.Contracts.Tasks;

namespace Copr.Contracts.Tests.Tasks;

/// <summary>The records of the wire of tasks.</summary>
public sealed class TaskRecordTests
{
    internal static readonly BuildTask Task = CoprJson.Read<BuildTask>(File.ReadAllBytes(Path.Combine(
        TestFolder.Root, "tests", "Copr.Contracts.Tests", "Tasks", "CoprToday", "build-task.json")));

    internal static readonly SourceTask Source = CoprJson.Read<SourceTask>(File.ReadAllBytes(Path.Combine(
        TestFolder.Root, "tests", "Copr.Contracts.Tests", "Tasks", "CoprToday", "srpm-task-upload.json")));

    public static TheoryData<object> Records =>
    [
        Task,
        Task.Repositories![0],
        new TaskModules { Toggles = [new ModuleToggle { Enable = "nodejs:20" }, new ModuleToggle { Disable = "perl:5.32" }] },
        new ModuleToggle { Enable = "nodejs:20" },
        new TaskPackage { Name = "hello", Epoch = null, Version = "2.8", Release = "1.fc42", Architecture = "x86_64" },
        new ArchitectureTags { ExclusiveArchitectures = ["x86_64"] },
        new TaskResults { Packages = [] },
        new TaskResults
        {
            Name = "hello",
            Epoch = (long?)null,
            Version = "2.8",
            Release = "1",
            ArchitectureSpecificTags = new Dictionary<string, ArchitectureTags> { ["fedora-42"] = new() { ExcludedArchitectures = ["i386"] } },
        },
        new TaskUpdate { Id = 7, Status = BuildTaskStatus.Running, EndedOn = (DateTimeOffset?)null, Results = (TaskResults?)null },
        new TaskUpdates { Builds = [new TaskUpdate { Id = 7 }] },
        new TaskUpdatesResult { UpdatedBuildIds = [7], NonExistingBuildIds = [] },
        new StartTaskRequest { BuildId = 7, Status = BuildTaskStatus.Starting, StartedOn = DateTimeOffset.UnixEpoch.AddSeconds(1.25) },
        new StartTaskResponse { CanStart = true },
        new PendingTask { TaskId = new TaskId(7), BuildId = 7, ProjectOwner = "jdoe", Sandbox = "a", IsBackground = false },
        Source,
    ];

    [Theory, MemberData(nameof(Records))]
    public void The_text_of_a_record_is_its_json(object record) =>
        JsonSerializer.Serialize(record, record.GetType(), CoprJson.StrictOptions).Should().Be(record.ToString());

    [Theory, MemberData(nameof(Records))]
    public void A_record_equals_what_is_read_of_its_json(object record) =>
        JsonSerializer.Deserialize(record.ToString()!, record.GetType(), CoprJson.StrictOptions).Should().Be(record);

    [Theory, MemberData(nameof(Records))]
    public void A_record_keeps_its_unknown_members(object record)
    {
        string text = record.ToString()!.Insert(1, "\"new\":[1]" + (record.ToString() == "{}" ? "" : ","));

        string written = JsonSerializer.Deserialize(text, record.GetType(), CoprJson.StrictOptions)!.ToString()!;

        JsonElement.DeepEquals(JsonElement.Parse(written), JsonElement.Parse(text)).Should().BeTrue();
    }

    [Fact]
    public void Two_tasks_are_equal_if_only_their_sandboxes_differ() =>
        new HashSet<BuildTask> { Task, Task with { Sandbox = "jdoe/hello--3f0c2163" } }.Should().ContainSingle();

    [Fact]
    public void Two_tasks_with_different_lists_are_not_equal() =>
        (Task with { Tags = ["other"] }).Should().NotBe(Task);

    [Fact]
    public void Two_results_with_different_releases_are_not_equal() =>
        WithReleases("a").Should().NotBe(WithReleases("a", "b")).And.NotBe(WithReleases()).And.NotBe(WithReleases("b"))
            .And.NotBe(WithReleases("a") with { ArchitectureSpecificTags = null });

    [Fact]
    public void Two_results_with_different_tags_of_a_release_are_not_equal() => WithReleases("a").Should().NotBe(WithReleases("a") with
    {
        ArchitectureSpecificTags = new Dictionary<string, ArchitectureTags> { ["a"] = new() { ExclusiveArchitectures = ["i386"] } },
    });

    [Fact]
    public void The_order_of_the_releases_does_not_matter() => WithReleases("a", "b").Should().Be(WithReleases("b", "a"));

    [Fact]
    public void A_release_without_tags_is_refused() =>
        FluentActions.Invoking(static () => new TaskResults
        {
            ArchitectureSpecificTags = new Dictionary<string, ArchitectureTags> { ["a"] = null! },
        }).Should().Throw<ArgumentException>().WithMessage("A value is null.*");

    [Theory]
    [InlineData("""{"baseurl":"http://x/","id":"a","name":"n"}""")]
    [InlineData("""{"baseurl":"http://x/","id":"a","name":"n","priority":null}""")]
    [InlineData("""{"baseurl":"http://x/","id":"a","name":"n","priority":5,"repo_gpgcheck":null}""")]
    [InlineData("""{"baseurl":"http://x/","id":"a","name":"n","priority":1.50}""")]
    [InlineData("""{"baseurl":"http://x/","id":"a","name":"n","priority":99999999999999999999}""")]
    [InlineData("""{"baseurl":"http://x/","id":"a","name":"n","priority":false}""")]
    [InlineData("""{"baseurl":"http://x/","id":"a","module_hotfixes":true,"name":"n","priority":"-5","repo_gpgcheck":false}""")]
    public void Absent_and_null_members_stay_as_they_are(string json) =>
        CoprJson.Read<TaskRepository>(json).ToString().Should().Be(json);

    [Theory]
    [InlineData("\"-5\"", "-5")]
    [InlineData("1.50", "1.50")]
    [InlineData("true", "true")]
    public void A_priority_that_is_no_integer_is_there_with_its_text(string json, string text)
    {
        RepositoryPriority priority =
            CoprJson.Read<TaskRepository>($$"""{"baseurl":"http://x/","id":"a","name":"n","priority":{{json}}}""").Priority;

        (priority.IsPresent, priority.Value, priority.Text).Should().Be((true, null, text));
    }

    [Fact]
    public void The_metadata_of_a_repository_is_below_its_base_url() =>
        Task.Repositories![0].RepomdUrl.Should().EndWith("/results/jdoe/hello/fedora-42-x86_64/repodata/repomd.xml");

    [Theory]
    [InlineData("https://x/a/?b=1", "https://x/a/repodata/repomd.xml?b=1")]
    [InlineData("http://x/$releasever", "http://x/$releasever/repodata/repomd.xml")]
    [InlineData("http://x", "http://x/repodata/repomd.xml")]
    public void The_metadata_of_a_repository_is_below_the_path_of_its_url(string baseUrl, string expected) =>
        (Task.Repositories![0] with { BaseUrl = baseUrl }).RepomdUrl.Should().Be(expected);

    [Fact]
    public void Half_of_a_surrogate_pair_is_refused() => new Action[]
    {
        static () => _ = Task with { BootstrapImage = "\ud800" },
        static () => _ = Task with { Tags = ["a\ud800b"] },
        static () => _ = Task with { BuildrootPackages = ["\ud800"] },
        static () => _ = Task with { WithOptions = ["\ud800"] },
        static () => _ = Task with { WithoutOptions = ["\ud800"] },
        static () => _ = Task with { PrebuiltPackageUrls = ["\ud800"] },
        static () => _ = Source with { DistributionsInBuild = ["\ud800"] },
        static () => _ = Source with { DistributionsInProject = ["\ud800"] },
        static () => _ = new ArchitectureTags { BuildArchitectures = ["\ud800"] },
        static () => _ = new TaskResults { ArchitectureSpecificTags = new Dictionary<string, ArchitectureTags> { ["\ud800"] = new() } },
    }.Should().AllSatisfy(static set => set.Should().Throw<ArgumentException>().WithMessage("*contains half of a surrogate pair*"));

    [Fact]
    public void A_value_that_may_be_null_is_not_default() => new Action[]
    {
        static () => _ = Source with { Chroot = default(Chroot) },
        static () => _ = new TaskUpdate { Id = 7, TaskId = default(TaskId) },
        static () => _ = new StartTaskRequest { BuildId = 7, TaskId = default(TaskId) },
    }.Should().AllSatisfy(static set => set.Should().Throw<ArgumentException>().WithMessage("The value is default(*"));

    [Fact]
    public void The_text_of_a_report_contains_an_unknown_member_of_any_depth()
    {
        string deep = $"{new string('[', 1000)}{new string(']', 1000)}";
        var options = new JsonDocumentOptions { MaxDepth = 1000 };
        var package = new TaskPackage { Name = "a", Epoch = 0, Version = "1", Release = "1", Architecture = "src" } with
        {
            UnknownMembers = new([KeyValuePair.Create("x", JsonElement.Parse(deep, options))]),
        };

        new TaskUpdates { Builds = [new TaskUpdate { Id = 7, Results = new TaskResults { Packages = [package] } }] }.ToString()
            .Should().Contain(deep);
    }

    [Fact]
    public void The_source_of_a_task_is_decoded() =>
        Source.DecodeSource()!.Value.GetProperty("pkg").GetString().Should().Be("hello.src.rpm");

    [Fact]
    public void A_status_that_the_contract_does_not_know_is_preserved() =>
        CoprJson.Read<TaskUpdate>("""{"id":7,"status":4711}""").Status.Should().Be((BuildTaskStatus)4711);

    private static TaskResults WithReleases(params string[] releases) => new()
    {
        ArchitectureSpecificTags = releases.ToDictionary(static release => release, static _ => new ArchitectureTags()),
    };
}
