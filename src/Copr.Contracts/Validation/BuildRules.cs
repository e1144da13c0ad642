namespace Copr.Contracts.Validation;

/// <summary>2xx: a build or a copr is wrong in itself.</summary>
internal static class BuildRules
{
    public static IReadOnlyList<RuleChecks> All { get; } =
    [
        // The readers check a text. This is for objects that are about to be written to the strict wire.
        new RuleChecks(ReadingRules.WrongType)
            .On<Build>("/submitted_on", static (in build, inspection) => CheckWholeSeconds("submitted_on", build.SubmittedOn, inspection))
            .On<Build>("/started_on", static (in build, inspection) => CheckWholeSeconds("started_on", build.StartedOn, inspection))
            .On<Build>("/ended_on", static (in build, inspection) => CheckWholeSeconds("ended_on", build.EndedOn, inspection)),
        new RuleChecks("COPR201", "mixed-releases", Severity.Error, RuleKind.Document,
            "All chroots of one copr, and of one build, have the same release.",
            "All chroots for a single copr always have the same Fedora/epel release, but may contain more architectures.")
            .On<Chroot>(static (in chroot, inspection) => CheckRelease(chroot, inspection.First<Chroot>(), inspection)),
        new RuleChecks("COPR202", "no-chroots", Severity.Error, RuleKind.Schema,
            "A build has a chroot, and so has a copr that is validated by itself.", Quotations.BuildChroots)
            .On<Build>("/chroots", static (in build, _) => CheckAny(build.Chroots.IsEmpty, "chroots", "chroot, such as fedora-17-x86_64"))

            // The copr of a build may have lost its chroots since the submission (COPR209).
            .On<CoprProject>("/chroots", static (in copr, inspection) =>
                CheckAny(copr.Chroots.IsEmpty && inspection.IsCoprAlone, "chroots", "chroot, such as fedora-17-x86_64")),
        new RuleChecks("COPR203", "no-packages", Severity.Error, RuleKind.Schema, "A build has a package.")
            .On<Build>("/pkgs", static (in build, _) =>
                CheckAny(build.Packages.IsEmpty, "pkgs", "source package, such as http://foo/pkg.src.rpm")),
        new RuleChecks("COPR204", "duplicate-item", Severity.Warning, RuleKind.Document, "No list contains an item twice.")

            // The delegate of a lambda is faster than that of a static method, and this runs on each item.
            .On<PackageUrl>(static (in package, inspection) => CheckRepeated(package, inspection))
            .On<Chroot>(static (in chroot, inspection) => CheckRepeated(chroot, inspection))
            .On<RepositoryUrl>(static (in repository, inspection) => CheckRepeated(repository, inspection)),
        new RuleChecks("COPR205", "repository-not-a-root", Severity.Error, RuleKind.Document,
            "A repository's URL is its root, which contains a directory for each architecture.", Quotations.Repositories)
            .On<RepositoryUrl>(static (in repository, _) => RepositoryRoot.FindProblem(repository.Url) is not { } problem ? null
                : new($"{Excerpt.Of(repository.Url)} {problem}",
                    "the root that contains a directory for each architecture, such as http://foo/repo")),
        new RuleChecks("COPR206", "unknown-architecture", Severity.Warning, RuleKind.Document,
            "mock or dnf knows the architecture of every chroot.", Quotations.Repositories)
            .On<Chroot>(static (in chroot, _) => !Architectures.FindBase(chroot.ArchitectureSpan).IsEmpty ? null
                : new($"{Excerpt.Of(chroot.Name)} is for {Excerpt.Of(chroot.ArchitectureSpan)}",
                    "an architecture that mock or dnf knows, such as x86_64")),
        new RuleChecks("COPR207", "copr-id-mismatch", Severity.Error, RuleKind.Document, "A build's copr_id equals the id of its copr.")
            .On<Build>("/copr_id", static (in build, _) => build.CoprId == build.Copr.Id ? null
                : new(Invariant($"\"copr_id\" is {build.CoprId} and the copr's \"id\" is {build.Copr.Id}"), "the same id")),
        new RuleChecks("COPR208", "times-out-of-order", Severity.Error, RuleKind.Document, "A build is submitted, then starts, then ends.")
            .On<Build>("/started_on", static (in build, _) => CheckOrder("started_on", build.StartedOn, "submitted_on", build.SubmittedOn))
            .On<Build>("/ended_on", static (in build, _) => CheckOrder("ended_on", build.EndedOn, "started_on", build.StartedOn)
                ?? CheckOrder("ended_on", build.EndedOn, "submitted_on", build.SubmittedOn)),
        new RuleChecks("COPR209", "chroots-changed", Severity.Info, RuleKind.Document,
            "The copr's chroots equal the build's. If they differ, the build's are used.", Quotations.BuildChroots)
            .On<Build>("/copr/chroots", static (in build, _) => CheckUnchanged(build.Chroots, build.Copr.Chroots)),
        new RuleChecks("COPR210", "not-a-source-package", Severity.Warning, RuleKind.Document,
            "The file of a package is a .src.rpm or .nosrc.rpm.")
            .On<PackageUrl>(static (in package, _) => IsSourcePackage(package.FileNameSpan) ? null : CheckPath(package.Url)),
        new RuleChecks("COPR211", "unsafe-name", Severity.Error, RuleKind.Schema,
            "A copr's name can be a directory's: [A-Za-z0-9_][A-Za-z0-9_.+-]*, at most 255 bytes.")
            .On<CoprProject>("/name", static (in copr, _) => IsSafeName(copr.Name) ? null
                : new($"\"name\" is {Excerpt.Of(copr.Name)}", "at most 255 ASCII letters, digits and _ . + -, beginning with a letter,"
                    + " a digit or _, because backends use it as a directory name")),
        new RuleChecks("COPR212", "credentials-in-url", Severity.Warning, RuleKind.Document, "No URL contains a user or a password.")
            .On<PackageUrl>(static (in package, _) => CheckCredentials(package.Url))
            .On<RepositoryUrl>(static (in repository, _) => CheckCredentials(repository.Url))
            .On<Build>("/results", static (in build, _) => CheckCredentials(build.Results))
            .On<BuildUpdate>("/results", static (in update, _) => CheckCredentials(update.Results)),
        new RuleChecks("COPR213", "unknown-member", Severity.Info, RuleKind.Document,
            "The contract defines every member. Unknown members are reported and preserved.")
            .On<UnknownMember>(static (in member, _) => member.KnownInReport is not null ? null
                : new($"the contract does not define {Excerpt.Of(member.Name)}",
                    "only members that the contract defines; this one is preserved")),
    ];

    /// <summary>A time in a message: UTC, with its fraction if it has one.</summary>
    public static string Format(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Checks that a time does not precede an earlier one.</summary>
    public static Finding? CheckOrder(string member, DateTimeOffset? time, string earlierMember, DateTimeOffset? earlier) =>
        time is not { } later || earlier is not { } before || later >= before ? null
        : new($"\"{member}\" is {Format(later)}, before \"{earlierMember}\", {Format(before)}", "the same time or a later one");

    private static Finding? CheckWholeSeconds(string member, DateTimeOffset? time, Inspection inspection) =>
        inspection.Mode == ReadingMode.Lenient || time is not { } value || value.Ticks % TimeSpan.TicksPerSecond == 0 ? null
        : new($"\"{member}\" is {Format(value)}", "whole seconds: DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds())");

    private static Finding? CheckRelease(Chroot chroot, Chroot first, Inspection inspection) =>
        chroot.ReleaseSpan.SequenceEqual(first.ReleaseSpan) || inspection.IsReported ? null
        : new($"{Excerpt.Of(first.Name)} is for {Excerpt.Unquoted(first.ReleaseSpan)} and {Excerpt.Of(chroot.Name)} for"
            + $" {Excerpt.Unquoted(chroot.ReleaseSpan)}", "one release, on any architectures");

    private static Finding? CheckAny(bool isEmpty, string member, string item) =>
        isEmpty ? new($"\"{member}\" is empty", $"at least one {item}") : null;

    private static Finding? CheckRepeated<T>(T item, Inspection inspection) where T : struct, IListItem<T> =>
        !inspection.IsRepeated ? null
        : new(Invariant($"item {inspection.ItemNumber} repeats {Excerpt.Of(item.Text.Span)}"), "each item once");

    private static Finding? CheckUnchanged(SpaceSeparatedList<Chroot> submitted, SpaceSeparatedList<Chroot> now) =>
        submitted == now || submitted.ToHashSet().SetEquals(now) ? null
        : new($"the copr's \"chroots\" are now {Excerpt.Of(now.ToString())} and the build's are {Excerpt.Of(submitted.ToString())}",
            "the same chroots; the build's are used");

    private static bool IsSourcePackage(ReadOnlySpan<char> file) =>
        file.EndsWith(".src.rpm", StringComparison.Ordinal) || file.EndsWith(".nosrc.rpm", StringComparison.Ordinal);

    /// <summary>Any segment may name the package: <c>/pkg.src.rpm/download</c>. Each is decoded once.</summary>
    private static Finding? CheckPath(ReadOnlySpan<char> url)
    {
        string[] segments = [.. url[HttpUrl.PathOf(url)].ToString().Split('/').Select(Uri.UnescapeDataString)];
        return Array.Exists(segments, static segment => IsSourcePackage(segment)) ? null
            : new(
                Array.Exists(segments, static segment => segment.EndsWith(".rpm", StringComparison.Ordinal))
                    ? $"{Excerpt.Of(url)} does not have the name of a source package"
                    : $"{Excerpt.Of(url)} names no .rpm, so its name is inconclusive",
                "a file that ends with .src.rpm or .nosrc.rpm");
    }

    private static bool IsSafeName(string name) =>
        name is [not ('+' or '-' or '.'), ..] && name.Length <= Characters.MaxName && !name.AsSpan().ContainsAnyExcept(Characters.Name);

    private static Finding? CheckCredentials(ReadOnlySpan<char> url) =>
        !url.Contains('@') || HttpUrl.FindProblem(url) is not null || !HttpUrl.HasCredentials(url) ? null
        : new($"{Excerpt.Of(url)} contains a user or a password before the @",
            "a URL without them, because everyone who reads the builds can read it");
}
