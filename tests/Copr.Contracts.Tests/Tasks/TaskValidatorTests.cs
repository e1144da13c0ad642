using System.Text;
using System.Text.Json.Nodes;
using Copr.Contracts.Tasks;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Tasks;

/// <summary>What the validator reports about tasks beyond the cases of the corpus.</summary>
public sealed class TaskValidatorTests
{
    private const string ListedTask =
        """{"background":false,"build_id":8,"chroot":null,"project_owner":"..","sandbox":"","task_id":"7"}""";

    [Theory]
    [InlineData("""{"\ud800":1,"url":"http://x/"}""")]
    [InlineData("""{"url":"\udc00"}""")]
    public void A_source_with_half_of_a_surrogate_pair_breaks_COPR613(string sourceJson) =>
        RulesOf<SourceTask>(ReadSource(sourceJson)).Should().Equal("COPR613");

    [Theory]
    [InlineData(999, "")]
    [InlineData(1000, "COPR613")]
    public void A_source_may_be_nested_as_deep_as_an_unknown_member(int arrays, string rules) =>
        string.Join(' ', RulesOf<SourceTask>(ReadSource(
            $$"""{"url":"http://x/","x":{{new string('[', arrays)}}{{new string(']', arrays)}}}"""))).Should().Be(rules);

    [Theory]
    [InlineData("""{"id":8,"task_id":"9-fedora-42-x86_64","status":3,"result_dir":"x"}""", "COPR603")]
    [InlineData("""{"id":8,"task_id":"9","status":3,"result_dir":"x"}""", "COPR603")]
    [InlineData("""{"id":8,"task_id":"8-fedora-42-x86_64","status":3,"result_dir":"x"}""", "")]
    public void The_id_of_a_task_is_compared_with_that_of_its_build_without_a_chroot_too(string entry, string rules) =>
        string.Join(' ', IdsOf(TaskValidator.ValidateTaskUpdates(Encoding.UTF8.GetBytes($$"""{"builds":[{{entry}}]}""")))).Should().Be(rules);

    [Fact]
    public void An_entry_of_the_queue_is_validated_by_itself() => RulesOf<PendingTask>(ListedTask).Should().Equal("COPR608", "COPR603");

    [Fact]
    public void An_entry_of_a_report_is_validated_by_itself() => RulesOf<TaskUpdate>("""{"id":8,"status":7}""").Should().Contain("COPR623");

    [Fact]
    public void A_build_is_validated_by_itself() =>
        RulesOf<Build>(Samples.Build.ToString().Replace("fedora-17-x86_64", "fedora-17-x86_64 fedora-18-i386", StringComparison.Ordinal))
            .Should().Contain("COPR201");

    [Fact]
    public void A_build_is_validated_in_the_mode_in_which_it_is_read()
    {
        byte[] build = Encoding.UTF8.GetBytes(Samples.Build.ToString().Replace(",\"ended_on\"", ".5,\"ended_on\"", StringComparison.Ordinal));

        IdsOf(TaskValidator.Validate<Build>(build)).Should().Contain("COPR103");
        IdsOf(TaskValidator.Validate<Build>(build, mode: ReadingMode.Lenient)).Should().NotContain("COPR103");
    }

    [Fact]
    public void A_copr_is_validated_by_itself() =>
        RulesOf<CoprProject>("""{"owner_id":1,"repos":"http://x/a?b","chroots":"a-1-arm","id":1,"name":"a"}""").Should().Equal("COPR205");

    [Fact]
    public void An_entry_of_the_wiki_s_report_is_validated_by_itself() =>
        RulesOf<BuildUpdate>("""{"id":5,"status":1}""").Should().NotBeEmpty();

    [Fact]
    public void A_document_that_is_a_list_has_a_method_of_its_own() => new Action[]
    {
        static () => TaskValidator.Validate<TaskUpdates>("{}"u8),
        static () => TaskValidator.Validate<WaitingBuilds>("{}"u8),
        static () => TaskValidator.Validate<BuildUpdates>("{}"u8),
    }.Should().AllSatisfy(static validate => validate.Should().Throw<NotSupportedException>().WithMessage("Use the method*"));

    [Fact]
    public void A_task_without_an_id_and_a_chroot_is_reported() =>
        IdsOf(TaskValidator.Validate(TaskRecordTests.Task with { TaskId = default, Chroot = default })).Should().Contain("COPR603");

    [Fact]
    public void A_source_task_without_an_id_is_reported() =>
        IdsOf(TaskValidator.Validate(TaskRecordTests.Source with { TaskId = default })).Should().Contain("COPR603");

    [Theory]
    [InlineData("repos", """[{"baseurl":"http://x/","id":"a","name":"n","priority":"\ud800"}]""", "COPR101")]
    public void One_mistake_in_a_task_is_reported_once(string member, string json, string rules)
    {
        JsonNode task = JsonNode.Parse(TaskRecordTests.Task.ToString())!;
        task[member] = "HERE";

        string text = task.ToJsonString().Replace("\"HERE\"", json, StringComparison.Ordinal);

        RulesOf<BuildTask>(text).Should().Equal(rules);
    }

    [Fact]
    public void One_mistake_in_the_architectures_of_a_release_is_reported_once() =>
        RulesOf<TaskResults>("""{"architecture_specific_tags":{"fedora-42":{"exclusivearch":[],"exclusivearch":[]}}}""")
            .Should().Equal("COPR104");

    [Fact]
    public void A_release_that_is_named_twice_is_reported() =>
        RulesOf<TaskResults>("""{"architecture_specific_tags":{"fedora-42":{},"fedora-42":{}}}""").Should().Equal("COPR104");

    [Theory]
    [InlineData("tags", "5", "an array of strings")]
    [InlineData("tags", "[5]", "a string")]
    [InlineData("allow_user_ssh", "5", "true or false")]
    public void A_member_that_may_be_absent_breaks_COPR103_if_it_has_another_type(string member, string json, string expected)
    {
        JsonNode task = JsonNode.Parse(ListedTask)!;
        (task["project_owner"], task["task_id"], task[member]) = ("jdoe", "8", JsonNode.Parse(json));

        Violation violation = TaskValidator.Validate<PendingTask>(Encoding.UTF8.GetBytes(task.ToJsonString())).Violations.Should()
            .ContainSingle().Which;

        (violation.Rule.Id, violation.Expected).Should().Be(("COPR103", expected));
    }

    [Fact]
    public void The_violations_of_a_task_are_in_the_order_of_its_repositories()
    {
        JsonNode task = JsonNode.Parse(TaskRecordTests.Task.ToString())!;
        task["repos"] = JsonNode.Parse(
            """[{"baseurl":"http://x/","id":"a","name":"n","priority":1.5},{"baseurl":"http://y/","id":"a","name":"n"}]""");

        IdsOf(TaskValidator.Validate(CoprJson.Read<BuildTask>(task.ToJsonString()))).Should().Equal("COPR610", "COPR609");
    }

    [Fact]
    public async Task Null_is_refused()
    {
        foreach (Action validate in new Action[]
        {
            static () => TaskValidator.Validate((BuildTask)null!),
            static () => TaskValidator.Validate((SourceTask)null!),
            static () => TaskValidator.Validate((StartTaskRequest)null!),
            static () => TaskValidator.Validate((TaskUpdates)null!),
        })
        {
            validate.Should().Throw<ArgumentNullException>();
        }

        Func<Task> validateStream = static () => TaskValidator.ValidatePendingTasksAsync(null!);
        await validateStream.Should().ThrowAsync<ArgumentNullException>().WithParameterName("utf8Json");
    }

    [Fact]
    public void A_report_that_is_not_about_builds_is_valid() => IdsOf(TaskValidator.Validate(new TaskUpdates())).Should().BeEmpty();

    [Fact]
    public void An_entry_by_itself_is_not_reported_twice() =>
        RulesOf<TaskUpdate>("""{"id":8,"status":3,"result_dir":"x"}""").Should().BeEmpty();

    [Fact]
    public void A_task_may_be_as_large_as_MaxDocumentBytes()
    {
        byte[] text = CoprJson.Write(TaskRecordTests.Task);

        IdsOf(TaskValidator.Validate<BuildTask>(text, new() { MaxDocumentBytes = text.Length })).Should().NotContain("COPR108");
        TaskValidator.Validate<BuildTask>(text, new() { MaxDocumentBytes = text.Length - 1 }).Violations
            .Should().ContainSingle().Which.Message.Should().Be(
                $"the document is larger than {text.Length - 1} bytes; expected less, or a higher MaxDocumentBytes");
    }

    [Fact]
    public void An_entry_may_be_as_large_as_MaxBuildBytes()
    {
        byte[] list = Encoding.UTF8.GetBytes($"[{ListedTask}]");
        byte[] report = """{"builds":[{"id":8,"status":3,"result_dir":"x"}]}"""u8.ToArray();

        IdsOf(TaskValidator.ValidatePendingTasks(list, new() { MaxBuildBytes = 50 })).Should().Equal("COPR108");
        IdsOf(TaskValidator.ValidateTaskUpdates(report, new() { MaxBuildBytes = 20 })).Should().Contain("COPR108");
    }

    [Theory]
    [InlineData("\u0001fedora")]
    [InlineData("\u007ffedora")]
    [InlineData("fedora\u001f")]
    [InlineData("fedora\u009f")]
    public void A_control_character_in_the_builder_s_configuration_is_reported(string isolation) =>
        IdsOf(TaskValidator.Validate(TaskRecordTests.Task with { Isolation = isolation })).Should().Contain("COPR607");

    [Theory]
    [InlineData(SourceType.Unset, "{", "is not JSON")]
    [InlineData(SourceType.Link, "[]", "is not an object")]
    [InlineData(SourceType.Link, null, "is null")]
    [InlineData(SourceType.PyPI, """{"pypi_package_name":"a","python_versions":null}""", "has no \"pypi_package_version\"")]
    [InlineData(SourceType.Custom, """{"script":"a","chroot":"fedora-42-x86_64"}""", "has a chroot that the task does not have")]
    public void What_is_wrong_with_a_source_is_said(SourceType type, string? json, string problem) =>
        TaskValidator.Validate(TaskRecordTests.Source with { SourceType = type, SourceJson = json, Chroot = null }).Violations
            .Single(static violation => violation.Rule.Id == "COPR613").Found.Should().StartWith($"\"source_json\" {problem}");

    [Theory]
    [InlineData("8", "srpm-builds")]
    [InlineData("8-fedora-42-x86_64", "a chroot, such as fedora-42-x86_64")]
    public void The_chroot_that_a_task_is_reported_with_is_said(string id, string expected) =>
        TaskValidator.Validate<TaskUpdate>(Encoding.UTF8.GetBytes(
            $$"""{"id":8,"task_id":"{{id}}","chroot":"fedora","status":3,"result_dir":"x"}""")).Violations
            .Should().ContainSingle().Which.Should().Match<Violation>(violation =>
                violation.Found == "\"chroot\" is \"fedora\"" && violation.Expected == expected);

    private static string ReadSource(string sourceJson) =>
        (TaskRecordTests.Source with { SourceType = SourceType.Link, SourceJson = sourceJson }).ToString();

    private static IEnumerable<string> RulesOf<T>(string json) where T : class, IContractObject<T> =>
        IdsOf(TaskValidator.Validate<T>(Encoding.UTF8.GetBytes(json)));

    private static IEnumerable<string> IdsOf(ValidationReport report) => report.Violations.Select(static violation => violation.Rule.Id);
}
