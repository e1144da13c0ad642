using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace Copr.Contracts.Hostile;

/// <summary>What a stranger may send as a list of tasks, a task or a report on tasks.</summary>
internal static class HostileTaskCases
{
    private const string UpToTaskId =
        "{\"background\":false,\"build_id\":8,\"chroot\":\"fedora-42-x86_64\",\"project_owner\":\"jdoe\",\"sandbox\":\"\"";

    private const string MembersOfSourceEntry = "\"background\":false,\"chroot\":null,\"project_owner\":\"jdoe\",\"sandbox\":\"\"";

    private const string LastTask = $"{UpToTaskId},\"task_id\":\"8-fedora-42-x86_64\"}}";

    private const string Repository = "{\"baseurl\":\"http://foo/\",\"id\":\"a\",\"name\":\"\"}";

    private const string Package = "{\"name\":\"a\",\"epoch\":0,\"version\":\"1\",\"release\":\"1\",\"arch\":\"src\"}";

    private const string LongTaskMembers = "\"background\":false,\"build_id\":1,\"project_owner\":\"jdoe\",\"sandbox\":\"\"";

    /// <summary>What surrounds the hostile part of a text at most, in bytes.</summary>
    private const int Surroundings = 1024;

    private static readonly string LongDistribution = new('a', 240);

    private static readonly (string Name, string Json)[] MembersOfTask =
    [
        ("allow_user_ssh", "false"), ("appstream", "false"), ("background", "false"), ("build_id", "8"), ("buildroot_pkgs", "[]"),
        ("chroot", "\"fedora-42-x86_64\""), ("enable_net", "false"), ("fedora_review", "false"), ("isolation", "\"default\""),
        ("package_name", "\"hello\""), ("project_dirname", "\"hello\""), ("project_name", "\"hello\""), ("project_owner", "\"jdoe\""),
        ("repos", "[]"), ("sandbox", "\"\""), ("tags", "[]"), ("task_id", "\"8-fedora-42-x86_64\""), ("timeout", "1"),
        ("uses_devel_repo", "false"), ("with_opts", "[]"), ("without_opts", "[]"),
    ];

    private static readonly (string Name, string Json)[] MembersOfSource =
    [
        ("appstream", "false"), ("background", "false"), ("build_id", "8"), ("distributions_in_build", "[]"),
        ("distributions_in_project", "[\"fedora-42\"]"), ("project_dirname", "\"hello\""), ("project_name", "\"hello\""),
        ("project_owner", "\"jdoe\""), ("repos", "[]"), ("sandbox", "\"\""), ("source_json", "\"{}\""), ("source_type", "99"),
        ("task_id", "\"8\""),
    ];

    public static IReadOnlyList<HostileCase> All { get; } =
    [
        // Many small tasks.
        List("nulls as tasks", static size => [Part.Fill(size, "null,"), "null"], "COPR602") with { MaxAllocated = 450 },
        List("empty tasks", static size => [Part.Fill(size, "{},"), "{}"], "COPR102") with { MaxAllocated = 1900 },
        List("tasks with an id of their own", static size => [Part.Fill(size, OwnTask), LastTask]),
        List("tasks with a long id of their own", static size => [Part.Fill(size, LongTask), LastTask]),
        List("equal tasks", static size => [Part.Fill(size, $"{LastTask},"), LastTask], validates: "COPR604"),
        List("arrays in each other as tasks", static size => [Part.Fill(size, "[")], "COPR601"),
        List("tasks that are never closed", static size => [Part.Fill(size, "{\"a\":")], "COPR601"),

        // A task that builds for a chroot.
        Task("repositories of a task", "repos", static size => ["[", Part.Fill(size, OwnRepository), Repository, "]"]),
        Task("equal repositories", "repos", static size =>
            ["[", Part.Fill(size, $"{Repository},"), Repository, "]"], validates: "COPR609"),
        Task("empty repositories", "repos", static size => ["[", Part.Fill(size, "{},"), "{}]"], "COPR102"),
        Task("steps of modules", "modules", static size =>
            ["{\"toggle\":[", Part.Fill(size, "{\"enable\":\"a\"},"), "{\"enable\":\"a\"}]}"]),
        Task("empty steps of modules", "modules", static size => ["{\"toggle\":[", Part.Fill(size, "{},"), "{}]}"], validates: "COPR612"),
        Task("empty packages of the build root", "buildroot_pkgs", static size => ["[", Part.Fill(size, "\"\","), "\"\"]"]),
        Task("quotes as packages of the build root", "buildroot_pkgs", static size =>
            ["[", Part.Fill(size, "\"'\","), "\"'\"]"], validates: "COPR607"),
        Task("a long owner", "project_owner", static size => ["\"", Part.Fill(size, "x"), "\""], validates: "COPR608"),
        Task("unknown members of a task", "unknown", static size => ["0,", Part.Fill(size, UnknownName), "\"b\":1"], validates: "COPR213"),

        // A task that makes a source package.
        Source("arrays in each other as a source", "source_json", static size =>
            ["\"", Part.Fill(size, "["), "\""], validates: "COPR613 COPR617"),
        Source("a source of many members", "source_json", static size =>
            ["\"{", Part.Fill(size, "\\\"a\\\":1,"), "\\\"b\\\":1}\""], validates: "COPR617"),
        Source("distributions", "distributions_in_build", static size => ["[", Part.Fill(size, "\"\","), "\"\"]"], validates: "COPR617"),

        // A report.
        Updates("entries of one build", static size =>
            [Part.Fill(size, "{\"id\":8},"), "{\"id\":8}"], validates: "COPR621 COPR622") with { MaxAllocated = 700 },
        Updates("packages of an entry", static size =>
            ["{\"id\":8,\"results\":{\"packages\":[", Part.Fill(size, $"{Package},"), Package, "]}}"], validates: "COPR622"),
        Updates("empty packages of an entry", static size =>
            ["{\"id\":8,\"results\":{\"packages\":[", Part.Fill(size, "{},"), "{}]}}"], "COPR624"),
        Updates("releases of an entry", static size =>
            ["{\"id\":8,\"results\":{\"architecture_specific_tags\":{", Part.Fill(size, OwnRelease), "\"b\":{}}}}"], validates: "COPR622"),
    ];

    private static HostileCase List(string name, Func<long, Part[]> create, string reads = "read", string? validates = null) =>
        Create(name, size => ["[", .. create(size), "]"], (Way.ReadTaskByTask, Way.ValidateTasks), reads, validates);

    private static HostileCase Task(
        string name, string member, Func<long, Part[]> json, string reads = "read", string? validates = null) => Create(
        name, size => With(MembersOfTask, member, json(size)), (Way.ReadBuildTask, Way.ValidateBuildTask), reads, validates);

    private static HostileCase Source(
        string name, string member, Func<long, Part[]> json, string reads = "read", string? validates = null) => Create(
        name, size => With(MembersOfSource, member, json(size)), (Way.ReadSourceTask, Way.ValidateSourceTask), reads, validates);

    private static HostileCase Updates(string name, Func<long, Part[]> create, string reads = "read", string? validates = null) => Create(
        name, size => ["{\"builds\":[", .. create(size), "]}"], (Way.ReadTaskUpdates, Way.ValidateTaskUpdates), reads, validates);

    private static HostileCase Create(
        string name, Func<long, Part[]> create, (Way Read, Way Validate) ways, string reads, string? validates) =>
        new(name, (size, _) => create(size - Surroundings), reads, validates ?? reads)
        {
            Reading = [ways.Read],
            Validating = [ways.Validate],
            Mistaken = [],
        };

    /// <summary>A document that keeps the contract, except for this member.</summary>
    private static Part[] With((string Name, string Json)[] members, string name, Part[] json)
    {
        IEnumerable<string> others = members.Where(other => other.Name != name).Select(static other => $"\"{other.Name}\":{other.Json},");
        return ["{", string.Concat(others), $"\"{name}\":", .. json, "}"];
    }

    private static int OwnTask(long index, Span<byte> text) =>
        Put(text, $"{{{MembersOfSourceEntry},\"build_id\":{index + 1},\"task_id\":\"{index + 1}\"}},");

    private static int LongTask(long index, Span<byte> text)
    {
        string chroot = $"{LongDistribution}-{index}-a";
        return Put(text, $"{{{LongTaskMembers},\"chroot\":\"{chroot}\",\"task_id\":\"1-{chroot}\"}},");
    }

    private static int OwnRepository(long index, Span<byte> text) =>
        Put(text, $"{{\"baseurl\":\"http://foo/\",\"id\":\"{index:D9}\",\"name\":\"\"}},");

    private static int OwnRelease(long index, Span<byte> text) => Put(text, $"\"{index:D9}\":{{}},");

    private static int UnknownName(long index, Span<byte> text) => Put(text, $"\"{index:D9}\":1,");

    private static int Put(
        Span<byte> text, [InterpolatedStringHandlerArgument(nameof(text))] ref Utf8.TryWriteInterpolatedStringHandler piece) =>
        Utf8.TryWrite(text, ref piece, out int length) ? length : throw new ArgumentException("The piece is too long.", nameof(piece));
}
