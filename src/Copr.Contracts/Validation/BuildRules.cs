using System.Buffers;

namespace Copr.Contracts.Validation;

/// <summary>2xx: a build or a copr is wrong in itself.</summary>
internal static class BuildRules
{
    /// <summary>The longest name of a directory on Linux, in bytes.</summary>
    private const int MaxName = 255;

    private static readonly SearchValues<char> NameStart = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<char> NameRest = SearchValues.Create("+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    public static IReadOnlyList<RuleChecks> All { get; } =
    [
        // The readers check a text. This is for objects that are about to be written to the strict wire.
        new RuleChecks(ReadingRules.WrongType)
            .On<Build>(static (in build, inspection) =>
            {
                CheckWholeSeconds("submitted_on", build.SubmittedOn, inspection);
                CheckWholeSeconds("started_on", build.StartedOn, inspection);
                CheckWholeSeconds("ended_on", build.EndedOn, inspection);
            }),
        new RuleChecks("COPR201", "mixed-releases", Severity.Error, RuleKind.Document,
            "All chroots of one copr, and of one build, have the same release.",
            "All chroots for a single copr always have the same Fedora/epel release, but may contain more architectures.")
            .On<Chroot>(static (in chroot, inspection) =>
            {
                Chroot first = inspection.First<Chroot>();
                if (!chroot.ReleaseSpan.SequenceEqual(first.ReleaseSpan) && !inspection.IsReported)
                {
                    string ofFirst = $"{Excerpt.Of(first.Name)} is for {Excerpt.Unquoted(first.ReleaseSpan)}";
                    inspection.Report($"{ofFirst} and {Excerpt.Of(chroot.Name)} for {Excerpt.Unquoted(chroot.ReleaseSpan)}",
                        "one release, on any architectures");
                }
            }),

        // The copr of a build may have lost its chroots since the submission (COPR209).
        new RuleChecks("COPR202", "no-chroots", Severity.Error, RuleKind.Schema,
            "A build has a chroot, and so has a copr that is validated by itself.",
            Quotations.BuildChroots)
            .On<CoprProject>(static (in copr, inspection) => CheckAnyChroot(copr.Chroots.IsEmpty && inspection.IsCoprAlone, inspection))
            .On<Build>(static (in build, inspection) => CheckAnyChroot(build.Chroots.IsEmpty, inspection)),
        new RuleChecks("COPR203", "no-packages", Severity.Error, RuleKind.Schema, "A build has a package.")
            .On<Build>(static (in build, inspection) =>
            {
                if (build.Packages.IsEmpty)
                {
                    inspection.Report("/pkgs", "\"pkgs\" is empty", "at least one source package, such as http://foo/pkg.src.rpm");
                }
            }),
        new RuleChecks("COPR204", "duplicate-item", Severity.Warning, RuleKind.Document, "No list contains an item twice.")
            .On<PackageUrl>(CheckRepeated)
            .On<Chroot>(CheckRepeated)
            .On<RepositoryUrl>(CheckRepeated),
        new RuleChecks("COPR205", "repository-not-a-root", Severity.Error, RuleKind.Document,
            "A repository's URL is its root, which contains a directory for each architecture.",
            Quotations.Repositories)
            .On<RepositoryUrl>(static (in repository, inspection) =>
            {
                if (RepositoryRoot.FindProblem(repository.Url) is { } problem)
                {
                    inspection.Report($"{Excerpt.Of(repository.Url)} {problem}",
                        "the root that contains a directory for each architecture, such as http://foo/repo");
                }
            }),
        new RuleChecks("COPR206", "unknown-architecture", Severity.Warning, RuleKind.Document,
            "mock or dnf knows the architecture of every chroot.",
            Quotations.Repositories)
            .On<Chroot>(static (in chroot, inspection) =>
            {
                if (Architectures.FindBase(chroot.ArchitectureSpan) is null)
                {
                    inspection.Report($"{Excerpt.Of(chroot.Name)} is for {Excerpt.Of(chroot.ArchitectureSpan)}",
                        "an architecture that mock or dnf knows, such as x86_64");
                }
            }),
        new RuleChecks("COPR207", "copr-id-mismatch", Severity.Error, RuleKind.Document, "A build's copr_id equals the id of its copr.")
            .On<Build>(static (in build, inspection) =>
            {
                if (build.CoprId != build.Copr.Id)
                {
                    string ids = string.Create(CultureInfo.InvariantCulture, $"\"copr_id\" is {build.CoprId} and the copr's \"id\" is {build.Copr.Id}");
                    inspection.Report("/copr_id", ids, "the same id");
                }
            }),
        new RuleChecks("COPR208", "times-out-of-order", Severity.Error, RuleKind.Document, "A build is submitted, then starts, then ends.")
            .On<Build>(static (in build, inspection) =>
            {
                CheckOrder("started_on", build.StartedOn, "submitted_on", build.SubmittedOn, inspection);
                if (!CheckOrder("ended_on", build.EndedOn, "started_on", build.StartedOn, inspection))
                {
                    CheckOrder("ended_on", build.EndedOn, "submitted_on", build.SubmittedOn, inspection);
                }
            }),
        new RuleChecks("COPR209", "chroots-changed", Severity.Info, RuleKind.Document,
            "The copr's chroots equal the build's. If they differ, the build's are used.",
            Quotations.BuildChroots)
            .On<Build>(static (in build, inspection) =>
            {
                if (build.Chroots != build.Copr.Chroots && !build.Chroots.ToHashSet().SetEquals(build.Copr.Chroots))
                {
                    string now = Excerpt.Of(build.Copr.Chroots.ToString());
                    inspection.Report("/copr/chroots", $"the copr's \"chroots\" are now {now} and the build's are {Excerpt.Of(build.Chroots.ToString())}",
                        "the same chroots; the build's are used");
                }
            }),
        new RuleChecks("COPR210", "not-a-source-package", Severity.Warning, RuleKind.Document,
            "The file of a package is a .src.rpm or .nosrc.rpm.")
            .On<PackageUrl>(static (in package, inspection) =>
            {
                ReadOnlySpan<char> file = package.FileNameSpan;
                if (!file.EndsWith(".src.rpm", StringComparison.Ordinal) && !file.EndsWith(".nosrc.rpm", StringComparison.Ordinal))
                {
                    inspection.Report($"{Excerpt.Of(package.Url)} is not a source package by its name",
                        "a file that ends with .src.rpm or .nosrc.rpm");
                }
            }),
        new RuleChecks("COPR211", "unsafe-name", Severity.Error, RuleKind.Schema,
            "A copr's name can be a directory's: [A-Za-z0-9_][A-Za-z0-9_.+-]*, at most 255 bytes.")
            .On<CoprProject>(static (in copr, inspection) =>
            {
                string name = copr.Name;
                if (name.Length is 0 or > MaxName || !NameStart.Contains(name[0]) || name.AsSpan().ContainsAnyExcept(NameRest))
                {
                    inspection.Report("/name", $"\"name\" is {Excerpt.Of(name)}", "at most 255 ASCII letters, digits and _ . + -, beginning"
                        + " with a letter, a digit or _, because backends use it as a directory name");
                }
            }),
        new RuleChecks("COPR212", "credentials-in-url", Severity.Warning, RuleKind.Document, "No URL contains a user or a password.")
            .On<PackageUrl>(static (in url, inspection) => CheckCredentials(url.Url, inspection, inspection.Pointer))
            .On<RepositoryUrl>(static (in url, inspection) => CheckCredentials(url.Url, inspection, inspection.Pointer))
            .On<Build>(static (in build, inspection) => CheckCredentials(build.Results, inspection, "/results"))
            .On<BuildUpdate>(static (in update, inspection) => CheckCredentials(update.Results, inspection, "/results")),
        new RuleChecks("COPR213", "unknown-member", Severity.Info, RuleKind.Document,
            "The contract defines every member. Unknown members are reported and preserved.")
            .On<CoprProject>(static (in copr, inspection) => CheckUnknown(copr.UnknownMembers, inspection))
            .On<Build>(static (in build, inspection) => CheckUnknown(build.UnknownMembers, inspection))
            .On<WaitingBuilds>(static (in list, inspection) => CheckUnknown(list.UnknownMembers, inspection)),
    ];

    /// <summary>A time in a message: UTC, with its fraction if it has one.</summary>
    public static string Format(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reports a time that precedes an earlier one, and returns whether it does.</summary>
    public static bool CheckOrder(string member, DateTimeOffset? time, string earlierMember, DateTimeOffset? earlier, Inspection inspection)
    {
        if (time is not { } later || earlier is not { } before || later >= before)
        {
            return false;
        }

        inspection.Report($"/{member}", $"\"{member}\" is {Format(later)}, before \"{earlierMember}\", {Format(before)}", "the same time or a later one");
        return true;
    }

    private static void CheckWholeSeconds(string member, DateTimeOffset? time, Inspection inspection)
    {
        if (inspection.Mode == ReadingMode.Strict && time is { } value && value.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            const string Expected = "whole seconds: DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds())";
            inspection.Report($"/{member}", $"\"{member}\" is {Format(value)}", Expected);
        }
    }

    private static void CheckAnyChroot(bool isEmpty, Inspection inspection)
    {
        if (isEmpty)
        {
            inspection.Report("/chroots", "\"chroots\" is empty", "at least one chroot, such as fedora-17-x86_64");
        }
    }

    private static void CheckRepeated<T>(in T item, Inspection inspection)
        where T : struct, IListItem<T>
    {
        if (inspection.IsRepeated)
        {
            string found = string.Create(CultureInfo.InvariantCulture, $"item {inspection.ItemNumber}, {Excerpt.Of(item.Text.Span)}, appears before");
            inspection.Report(found, "each item once");
        }
    }

    private static void CheckCredentials(ReadOnlySpan<char> url, Inspection inspection, string pointer)
    {
        if (url.Contains('@') && HttpUrl.FindProblem(url) is null && HttpUrl.HasCredentials(url))
        {
            inspection.Report(pointer, $"{Excerpt.Of(url)} contains a user or a password before the @",
                "a URL without them, because everyone who reads the builds can read it");
        }
    }

    private static void CheckUnknown(UnknownMembers members, Inspection inspection)
    {
        foreach (string name in members.Count == 0 ? [] : members.Keys)
        {
            inspection.Report(JsonPointer.Append("", name), $"the contract does not define {Excerpt.Of(name)}",
                "only members that the contract defines; this one is preserved");
        }
    }
}
