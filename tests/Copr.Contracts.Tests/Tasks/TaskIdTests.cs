using System.Globalization;
using System.Text.Json;
using Copr.Contracts.Tasks;

namespace Copr.Contracts.Tests.Tasks;

public sealed class TaskIdTests
{
    [Theory]
    [InlineData("7", 7L, null)]
    [InlineData("9223372036854775807", long.MaxValue, null)]
    [InlineData("7-fedora-42-x86_64", 7L, "fedora-42-x86_64")]
    [InlineData("12-opensuse-leap-15.5-aarch64", 12L, "opensuse-leap-15.5-aarch64")]
    public void An_id_has_its_build_and_its_chroot(string text, long build, string? chroot)
    {
        TaskId id = TaskId.Parse(text, CultureInfo.InvariantCulture);

        (id.BuildId, id.Chroot?.ToString(), id.IsSource, id.ToString()).Should().Be((build, chroot, chroot is null, text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("07")]
    [InlineData("-7")]
    [InlineData("+7")]
    [InlineData(" 7")]
    [InlineData("7 ")]
    [InlineData("2_0")]
    [InlineData("7-")]
    [InlineData("7-fedora")]
    [InlineData("7-fedora-42")]
    [InlineData("7--fedora-42-x86_64")]
    [InlineData("7x")]
    [InlineData("٧")]
    [InlineData("9223372036854775808")]
    public void Another_text_is_not_an_id(string text) =>
        TaskId.TryParse(text, CultureInfo.InvariantCulture, out _).Should().BeFalse();

    [Fact]
    public void An_id_over_64_bits_is_refused_with_the_reason() =>
        FluentActions.Invoking(static () => TaskId.Parse("9223372036854775808", CultureInfo.InvariantCulture))
            .Should().Throw<FormatException>().WithMessage("*has an id over 9223372036854775807*");

    [Fact]
    public void An_id_is_created_from_its_parts() =>
        new TaskId(7, Chroot.Parse("fedora-42-x86_64", CultureInfo.InvariantCulture)).ToString().Should().Be("7-fedora-42-x86_64");

    [Fact]
    public void A_build_has_a_positive_id() =>
        FluentActions.Invoking(static () => new TaskId(0)).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void The_default_chroot_is_refused() =>
        FluentActions.Invoking(static () => new TaskId(7, default(Chroot))).Should().Throw<ArgumentException>()
            .WithMessage("The chroot is default(Chroot), which is not a chroot.*");

    [Fact]
    public void The_parts_of_the_default_id_throw() =>
        FluentActions.Invoking(static () => default(TaskId).BuildId).Should().Throw<InvalidOperationException>();

    [Fact]
    public void A_list_of_ids_is_read_and_written()
    {
        const string Json = """["14","14-fedora-42-x86_64"]""";

        TaskId[] ids = JsonSerializer.Deserialize<TaskId[]>(Json, CoprJson.StrictOptions)!;

        JsonSerializer.Serialize(ids, CoprJson.StrictOptions).Should().Be(Json);
    }

    [Theory]
    [InlineData("7", "backend/get-srpm-build-task/7")]
    [InlineData("7-fedora-42-x86_64", "backend/get-build-task/7-fedora-42-x86_64")]
    public void The_path_of_a_task_is_that_of_its_kind(string id, string path) =>
        TaskEndpoints.PathOf(TaskId.Parse(id, CultureInfo.InvariantCulture)).Should().Be(path);
}
