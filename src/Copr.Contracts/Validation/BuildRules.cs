using System.Buffers;

namespace Copr.Contracts.Validation;

/// <summary>2xx: a build or a copr is wrong in itself.</summary>
internal static class BuildRules
{
    /// <summary>The longest name of a directory on Linux, in bytes.</summary>
    private const int MaxName = 255;

    private const string ExpectedKnown = "only members that the contract defines; this one is preserved";

    private const string ExpectedNoCredentials = "a URL without them, because everyone who reads the builds can read it";

    private static readonly SearchValues<char> NameStart = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<char> NameRest = SearchValues.Create("+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    public static IReadOnlyList<RuleChecks> All { get; } =
    [
        // The readers check a text. This is for objects that are about to be written.
        new(ReadingRules.WrongType)
        {
            OfBuild = static (in build, rule, ref inspection) =>
            {
                CheckWholeSeconds("submitted_on", build.SubmittedOn, rule, ref inspection);
                CheckWholeSeconds("started_on", build.StartedOn, rule, ref inspection);
                CheckWholeSeconds("ended_on", build.EndedOn, rule, ref inspection);
            },
        },
        new("COPR201", "mixed-releases", Severity.Error, RuleKind.Document,
            "All chroots of one copr, and of one build, have the same release.",
            "All chroots for a single copr always have the same Fedora/epel release, but may contain more architectures.")
        {
            OfChroot = static (in listed, rule, ref inspection) =>
            {
                (Chroot chroot, Chroot first) = (listed.Item, listed.First);
                if (!chroot.ReleaseSpan.SequenceEqual(first.ReleaseSpan) && inspection.CountOf(rule) == 0)
                {
                    inspection.Report(rule, "chroots",
                        $"{Excerpt.Of(first.Name)} is for {Excerpt.Unquoted(first.ReleaseSpan)} and {Excerpt.Of(chroot.Name)} for {Excerpt.Unquoted(chroot.ReleaseSpan)}",
                        "one release, on any architectures");
                }
            },
        },

        // The copr of a build may have lost its chroots since the submission (COPR209).
        new("COPR202", "no-chroots", Severity.Error, RuleKind.Schema,
            "A build has a chroot, and so has a copr that is validated by itself.",
            Quotations.BuildChroots)
        {
            OfCopr = static (in copr, rule, ref inspection) =>
                CheckAny("chroots", inspection.IsCoprAlone && copr.Chroots.IsEmpty, "chroot, such as fedora-17-x86_64", rule, ref inspection),
            OfBuild = static (in build, rule, ref inspection) =>
                CheckAny("chroots", build.Chroots.IsEmpty, "chroot, such as fedora-17-x86_64", rule, ref inspection),
        },
        new("COPR203", "no-packages", Severity.Error, RuleKind.Schema, "A build has a package.")
        {
            OfBuild = static (in build, rule, ref inspection) =>
                CheckAny("pkgs", build.Packages.IsEmpty, "source package, such as http://foo/pkg.src.rpm", rule, ref inspection),
        },
        new("COPR204", "duplicate-item", Severity.Warning, RuleKind.Document, "No list contains an item twice.")
        {
            OfPackage = static (in listed, rule, ref inspection) => CheckRepeated("pkgs", in listed, rule, ref inspection),
            OfChroot = static (in listed, rule, ref inspection) => CheckRepeated("chroots", in listed, rule, ref inspection),
            OfRepository = static (in listed, rule, ref inspection) => CheckRepeated("repos", in listed, rule, ref inspection),
        },
        new("COPR205", "repository-not-a-root", Severity.Error, RuleKind.Document,
            "A repository's URL is its root, which contains a directory for each architecture.",
            Quotations.Repositories)
        {
            OfRepository = static (in listed, rule, ref inspection) =>
            {
                if (RepositoryRoot.FindProblem(listed.Item.Url) is { } problem)
                {
                    inspection.Report(rule, "repos", $"{Excerpt.Of(listed.Item.Url)} {problem}",
                        "the root that contains a directory for each architecture, such as http://foo/repo");
                }
            },
        },
        new("COPR206", "unknown-architecture", Severity.Warning, RuleKind.Document,
            "mock or dnf knows the architecture of every chroot.",
            Quotations.Repositories)
        {
            OfChroot = static (in listed, rule, ref inspection) =>
            {
                if (Architectures.FindBase(listed.Item.ArchitectureSpan) is null)
                {
                    inspection.Report(rule, "chroots", $"{Excerpt.Of(listed.Item.Name)} is for {Excerpt.Of(listed.Item.ArchitectureSpan)}",
                        "an architecture that mock or dnf knows, such as x86_64");
                }
            },
        },
        new("COPR207", "copr-id-mismatch", Severity.Error, RuleKind.Document, "A build's copr_id equals the id of its copr.")
        {
            OfBuild = static (in build, rule, ref inspection) =>
            {
                if (build.CoprId != build.Copr.Id)
                {
                    inspection.Report(rule, "copr_id",
                        string.Create(CultureInfo.InvariantCulture, $"\"copr_id\" is {build.CoprId} and the copr's \"id\" is {build.Copr.Id}"), "the same id");
                }
            },
        },
        new("COPR208", "times-out-of-order", Severity.Error, RuleKind.Document, "A build is submitted, then starts, then ends.")
        {
            OfBuild = static (in build, rule, ref inspection) =>
            {
                CheckOrder("started_on", build.StartedOn, "submitted_on", build.SubmittedOn, rule, ref inspection);
                if (!CheckOrder("ended_on", build.EndedOn, "started_on", build.StartedOn, rule, ref inspection))
                {
                    CheckOrder("ended_on", build.EndedOn, "submitted_on", build.SubmittedOn, rule, ref inspection);
                }
            },
        },
        new("COPR209", "chroots-changed", Severity.Info, RuleKind.Document,
            "The copr's chroots equal the build's. If they differ, the build's are used.",
            Quotations.BuildChroots)
        {
            OfBuild = static (in build, rule, ref inspection) =>
            {
                if (build.Chroots != build.Copr.Chroots && !build.Chroots.ToHashSet().SetEquals(build.Copr.Chroots))
                {
                    inspection.ReportOfCopr(rule, "chroots",
                        $"the copr's \"chroots\" are now {Excerpt.Of(build.Copr.Chroots.ToString())} and the build's are {Excerpt.Of(build.Chroots.ToString())}",
                        "the same chroots; the build's are used");
                }
            },
        },
        new("COPR210", "not-a-source-package", Severity.Warning, RuleKind.Document, "The file of a package is a .src.rpm or .nosrc.rpm.")
        {
            OfPackage = static (in listed, rule, ref inspection) =>
            {
                ReadOnlySpan<char> file = listed.Item.FileNameSpan;
                if (!file.EndsWith(".src.rpm", StringComparison.Ordinal) && !file.EndsWith(".nosrc.rpm", StringComparison.Ordinal))
                {
                    inspection.Report(rule, "pkgs", $"{Excerpt.Of(listed.Item.Url)} is not a source package by its name", "a file that ends with .src.rpm or .nosrc.rpm");
                }
            },
        },
        new("COPR211", "unsafe-name", Severity.Error, RuleKind.Schema,
            "A copr's name can be a directory's: [A-Za-z0-9_][A-Za-z0-9_.+-]*, at most 255 bytes.")
        {
            OfCopr = static (in copr, rule, ref inspection) =>
            {
                bool isSafe = copr.Name.Length is > 0 and <= MaxName && NameStart.Contains(copr.Name[0]) && !copr.Name.AsSpan().ContainsAnyExcept(NameRest);
                if (!isSafe)
                {
                    inspection.Report(rule, "name", $"\"name\" is {Excerpt.Of(copr.Name)}",
                        "at most 255 ASCII letters, digits and _ . + -, beginning with a letter, a digit or _, because backends use it as a directory name");
                }
            },
        },
        new("COPR212", "credentials-in-url", Severity.Warning, RuleKind.Document, "No URL contains a user or a password.")
        {
            OfPackage = static (in listed, rule, ref inspection) => CheckCredentials("pkgs", listed.Item.Url, rule, ref inspection),
            OfRepository = static (in listed, rule, ref inspection) => CheckCredentials("repos", listed.Item.Url, rule, ref inspection),
            OfBuild = static (in build, rule, ref inspection) => CheckCredentials("results", build.Results, rule, ref inspection),
            OfUpdate = static (in update, rule, ref inspection) => CheckCredentials("results", update.Results, rule, ref inspection),
        },
        new("COPR213", "unknown-member", Severity.Info, RuleKind.Document,
            "The contract defines every member. Unknown members are reported and preserved.")
        {
            OfCopr = static (in copr, rule, ref inspection) => CheckUnknown(copr.UnknownMembers, rule, ref inspection),
            OfBuild = static (in build, rule, ref inspection) => CheckUnknown(build.UnknownMembers, rule, ref inspection),
            OfList = static (in list, rule, ref inspection) =>
            {
                foreach (string name in list.UnknownMembers.Count == 0 ? [] : list.UnknownMembers.Keys)
                {
                    inspection.ReportOfDocument(rule, name, DescribeUnknown(name), ExpectedKnown);
                }
            },
        },
    ];

    /// <summary>A time in a message: UTC, with its fraction if it has one.</summary>
    public static string Format(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reports a time that precedes an earlier one, and returns whether it does.</summary>
    public static bool CheckOrder(string member, DateTimeOffset? time, string earlierMember, DateTimeOffset? earlier, Rule rule, ref Inspection inspection)
    {
        if (time is not { } later || earlier is not { } before || later >= before)
        {
            return false;
        }

        inspection.Report(rule, member, $"\"{member}\" is {Format(later)}, before \"{earlierMember}\", {Format(before)}", "the same time or a later one");
        return true;
    }

    private static string DescribeUnknown(string name) => $"the contract does not define {Excerpt.Of(name)}";

    private static void CheckUnknown(UnknownMembers members, Rule rule, ref Inspection inspection)
    {
        foreach (string name in members.Count == 0 ? [] : members.Keys)
        {
            inspection.Report(rule, name, DescribeUnknown(name), ExpectedKnown);
        }
    }

    private static void CheckWholeSeconds(string member, DateTimeOffset? time, Rule rule, ref Inspection inspection)
    {
        if (!inspection.HasText && time is { } value && value.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            inspection.Report(rule, member, $"\"{member}\" is {Format(value)}", "whole seconds: DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds())");
        }
    }

    private static void CheckAny(string member, bool isEmpty, string item, Rule rule, ref Inspection inspection)
    {
        if (isEmpty)
        {
            inspection.Report(rule, member, $"\"{member}\" is empty", $"at least one {item}");
        }
    }

    private static void CheckRepeated<T>(string member, in InList<T> listed, Rule rule, ref Inspection inspection)
        where T : struct, IListItem<T>
    {
        if (listed.IsRepeated)
        {
            inspection.Report(rule, member,
                string.Create(CultureInfo.InvariantCulture, $"item {listed.Number}, {Excerpt.Of(listed.Item.Text.Span)}, appears before"), "each item once");
        }
    }

    private static void CheckCredentials(string member, ReadOnlySpan<char> url, Rule rule, ref Inspection inspection)
    {
        if (url.Contains('@') && HttpUrl.FindProblem(url) is null && HttpUrl.HasCredentials(url))
        {
            inspection.Report(rule, member, $"{Excerpt.Of(url)} contains a user or a password before the @", ExpectedNoCredentials);
        }
    }
}
