using System.Buffers;

namespace Copr.Contracts.Validation;

/// <summary>2xx: a build or a copr is wrong in itself.</summary>
internal static class BuildRules
{
    /// <summary>The length of a text in which searching is faster than building a set.</summary>
    private const int ShortText = 1024;

    /// <summary>The longest name of a directory on Linux, in bytes.</summary>
    private const int MaxName = 255;

    private static readonly SearchValues<char> NameStart = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<char> NameRest = SearchValues.Create("+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    public static IReadOnlyList<RuleChecks> All { get; } =
    [
        // The readers check a text. This is for objects that are about to be written.
        new(ReadingRules.WrongType)
        {
            OfBuild = static (build, ref inspection) =>
            {
                if (!inspection.HasText)
                {
                    CheckWholeSeconds("submitted_on", build.SubmittedOn, ref inspection);
                    CheckWholeSeconds("started_on", build.StartedOn, ref inspection);
                    CheckWholeSeconds("ended_on", build.EndedOn, ref inspection);
                }
            },
        },
        new("COPR201", "mixed-releases", Severity.Error, RuleKind.Document,
            "All chroots of one copr, and of one build, have the same release.",
            "All chroots for a single copr always have the same Fedora/epel release, but may contain more architectures.")
        {
            OfChroots = static (chroots, ref inspection) =>
            {
                Chroot first = default;
                foreach (Chroot chroot in chroots)
                {
                    if (first == default)
                    {
                        first = chroot;
                    }
                    else if (!chroot.ReleaseSpan.SequenceEqual(first.ReleaseSpan))
                    {
                        inspection.Report("chroots",
                            $"{Excerpt.Of(first.Name)} is for {Excerpt.Unquoted(first.ReleaseSpan)} and {Excerpt.Of(chroot.Name)} for {Excerpt.Unquoted(chroot.ReleaseSpan)}",
                            "one release, on any architectures");
                        return;
                    }
                }
            },
        },

        // The copr of a build may have lost its chroots since the submission (COPR209).
        new("COPR202", "no-chroots", Severity.Error, RuleKind.Schema,
            "A build has a chroot, and so has a copr that is validated by itself.",
            Quotations.BuildChroots)
        {
            OfCopr = static (copr, ref inspection) => CheckAny("chroots", inspection.IsCoprAlone && copr.Chroots.IsEmpty, "chroot, such as fedora-17-x86_64", ref inspection),
            OfBuild = static (build, ref inspection) => CheckAny("chroots", build.Chroots.IsEmpty, "chroot, such as fedora-17-x86_64", ref inspection),
        },
        new("COPR203", "no-packages", Severity.Error, RuleKind.Schema, "A build has a package.")
        {
            OfBuild = static (build, ref inspection) =>
                CheckAny("pkgs", build.Packages.IsEmpty, "source package, such as http://foo/pkg.src.rpm", ref inspection),
        },
        new("COPR204", "duplicate-item", Severity.Warning, RuleKind.Document, "No list contains an item twice.")
        {
            OfPackages = static (packages, ref inspection) => CheckDuplicates("pkgs", packages, ref inspection),
            OfChroots = static (chroots, ref inspection) => CheckDuplicates("chroots", chroots, ref inspection),
            OfRepositories = static (repositories, ref inspection) => CheckDuplicates("repos", repositories, ref inspection),
        },
        new("COPR205", "repository-not-a-root", Severity.Error, RuleKind.Document,
            "A repository's URL is its root, which contains a directory for each architecture.",
            Quotations.Repositories)
        {
            OfRepositories = static (repositories, ref inspection) =>
                CheckItems("repos", repositories, "the root that contains a directory for each architecture, such as http://foo/repo", ref inspection,
                    static repository => RepositoryRoot.FindProblem(repository.Url) is { } problem ? $"{Excerpt.Of(repository.Url)} {problem}" : null),
        },
        new("COPR206", "unknown-architecture", Severity.Warning, RuleKind.Document,
            "mock or dnf knows the architecture of every chroot.",
            Quotations.Repositories)
        {
            OfChroots = static (chroots, ref inspection) =>
                CheckItems("chroots", chroots, "an architecture that mock or dnf knows, such as x86_64", ref inspection,
                    static chroot => Architectures.FindBase(chroot.ArchitectureSpan) is null ? $"{Excerpt.Of(chroot.Name)} is for {Excerpt.Of(chroot.ArchitectureSpan)}" : null),
        },
        new("COPR207", "copr-id-mismatch", Severity.Error, RuleKind.Document, "A build's copr_id equals the id of its copr.")
        {
            OfBuild = static (build, ref inspection) =>
            {
                if (build.CoprId != build.Copr.Id)
                {
                    inspection.Report("copr_id", string.Create(CultureInfo.InvariantCulture, $"\"copr_id\" is {build.CoprId} and the copr's \"id\" is {build.Copr.Id}"), "the same id");
                }
            },
        },
        new("COPR208", "times-out-of-order", Severity.Error, RuleKind.Document, "A build is submitted, then starts, then ends.")
        {
            OfBuild = static (build, ref inspection) =>
            {
                CheckOrder("started_on", build.StartedOn, "submitted_on", build.SubmittedOn, ref inspection);
                if (!CheckOrder("ended_on", build.EndedOn, "started_on", build.StartedOn, ref inspection))
                {
                    CheckOrder("ended_on", build.EndedOn, "submitted_on", build.SubmittedOn, ref inspection);
                }
            },
        },
        new("COPR209", "chroots-changed", Severity.Info, RuleKind.Document,
            "The copr's chroots equal the build's. If they differ, the build's are used.",
            Quotations.BuildChroots)
        {
            OfBuild = static (build, ref inspection) =>
            {
                if (build.Chroots != build.Copr.Chroots && !build.Chroots.ToHashSet().SetEquals(build.Copr.Chroots))
                {
                    inspection.ReportOfCopr("chroots",
                        $"the copr's \"chroots\" are now {Excerpt.Of(build.Copr.Chroots.ToString())} and the build's are {Excerpt.Of(build.Chroots.ToString())}",
                        "the same chroots; the build's are used");
                }
            },
        },
        new("COPR210", "not-a-source-package", Severity.Warning, RuleKind.Document, "The file of a package is a .src.rpm or .nosrc.rpm.")
        {
            OfPackages = static (packages, ref inspection) =>
                CheckItems("pkgs", packages, "a file that ends with .src.rpm or .nosrc.rpm", ref inspection, static package =>
                    package.FileNameSpan.EndsWith(".src.rpm", StringComparison.Ordinal) || package.FileNameSpan.EndsWith(".nosrc.rpm", StringComparison.Ordinal)
                        ? null
                        : $"{Excerpt.Of(package.Url)} is not a source package by its name"),
        },
        new("COPR211", "unsafe-name", Severity.Error, RuleKind.Schema,
            "A copr's name can be a directory's: [A-Za-z0-9_][A-Za-z0-9_.+-]*, at most 255 bytes.")
        {
            OfCopr = static (copr, ref inspection) =>
            {
                bool isSafe = copr.Name.Length is > 0 and <= MaxName && NameStart.Contains(copr.Name[0]) && !copr.Name.AsSpan().ContainsAnyExcept(NameRest);
                if (!isSafe)
                {
                    inspection.Report("name", $"\"name\" is {Excerpt.Of(copr.Name)}",
                        "at most 255 ASCII letters, digits and _ . + -, beginning with a letter, a digit or _, because backends use it as a directory name");
                }
            },
        },
        new("COPR212", "credentials-in-url", Severity.Warning, RuleKind.Document, "No URL contains a user or a password.")
        {
            OfPackages = static (packages, ref inspection) => CheckCredentials("pkgs", packages, ref inspection),
            OfRepositories = static (repositories, ref inspection) => CheckCredentials("repos", repositories, ref inspection),
            OfBuild = static (build, ref inspection) => CheckCredentialsInResults(build.Results, ref inspection),
            OfUpdate = static (update, ref inspection) => CheckCredentialsInResults(update.Results, ref inspection),
        },
        new("COPR213", "unknown-member", Severity.Info, RuleKind.Document,
            "The contract defines every member. Unknown members are reported and preserved.")
        {
            OfCopr = static (copr, ref inspection) => CheckUnknown(copr.UnknownMembers, ref inspection),
            OfBuild = static (build, ref inspection) => CheckUnknown(build.UnknownMembers, ref inspection),
            OfList = static (list, ref inspection) =>
            {
                foreach (string name in list.UnknownMembers)
                {
                    inspection.ReportOfDocument(name, DescribeUnknown(name), ExpectedKnown);
                }
            },
        },
    ];

    private const string ExpectedKnown = "only members that the contract defines; this one is preserved";

    private const string ExpectedNoCredentials = "a URL without them, because everyone who reads the builds can read it";

    /// <summary>A time in a message: UTC, with its fraction if it has one.</summary>
    public static string Format(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reports a time that precedes an earlier one.</summary>
    public static bool CheckOrder(string member, DateTimeOffset? time, string earlierMember, DateTimeOffset? earlier, ref Inspection inspection)
    {
        if (time is not { } later || earlier is not { } before || later >= before)
        {
            return false;
        }

        inspection.Report(member, $"\"{member}\" is {Format(later)}, before \"{earlierMember}\", {Format(before)}", "the same time or a later one");
        return true;
    }

    private static string DescribeUnknown(string name) => $"the contract does not define {Excerpt.Of(name)}";

    private static void CheckUnknown(UnknownMembers members, ref Inspection inspection)
    {
        foreach (string name in members.Count == 0 ? [] : members.Keys)
        {
            inspection.Report(name, DescribeUnknown(name), ExpectedKnown);
        }
    }

    private static void CheckWholeSeconds(string member, DateTimeOffset? time, ref Inspection inspection)
    {
        if (time is { } value && value.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            inspection.Report(member, $"\"{member}\" is {Format(value)}", "whole seconds: DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds())");
        }
    }

    private static void CheckAny(string member, bool isEmpty, string item, ref Inspection inspection)
    {
        if (isEmpty)
        {
            inspection.Report(member, $"\"{member}\" is empty", $"at least one {item}");
        }
    }

    private static void CheckCredentialsInResults(string? results, ref Inspection inspection)
    {
        if (results is not null && HttpUrl.FindProblem(results) is null && HttpUrl.HasCredentials(results))
        {
            inspection.Report("results", DescribeCredentials(results), ExpectedNoCredentials);
        }
    }

    private static void CheckCredentials<T>(string member, SpaceSeparatedList<T> urls, ref Inspection inspection)
        where T : struct, IListItem<T>
    {
        if (urls.ToString().Contains('@', StringComparison.Ordinal))
        {
            CheckItems(member, urls, ExpectedNoCredentials, ref inspection,
                static url => HttpUrl.HasCredentials(url.Text.Span) ? DescribeCredentials(url.Text.Span) : null);
        }
    }

    private static string DescribeCredentials(ReadOnlySpan<char> url) => $"{Excerpt.Of(url)} contains a user or a password before the @";

    /// <summary>Reports each item that a description is found for.</summary>
    private static void CheckItems<T>(string member, SpaceSeparatedList<T> list, string expected, ref Inspection inspection, Func<T, string?> describe)
        where T : struct, IListItem<T>
    {
        foreach (T item in list)
        {
            if (describe(item) is { } found)
            {
                inspection.Report(member, found, expected);
                if (inspection.IsFull)
                {
                    return;
                }
            }
        }
    }

    private static void CheckDuplicates<T>(string member, SpaceSeparatedList<T> list, ref Inspection inspection)
        where T : struct, IListItem<T>
    {
        string text = list.ToString();
        HashSet<T>? earlier = text.Length > ShortText ? [] : null;
        int start = 0;
        int number = 0;
        foreach (T item in list)
        {
            // In a short text, searching for the item, perhaps as a part of another item, is faster than a set.
            ReadOnlySpan<char> name = item.Text.Span;
            bool mayBeDuplicate = earlier is not null || text.AsSpan(0, start).IndexOf(name) >= 0;
            number++;
            if (mayBeDuplicate && !(earlier ??= [.. list.Take(number - 1)]).Add(item))
            {
                inspection.Report(member, string.Create(CultureInfo.InvariantCulture, $"item {number}, {Excerpt.Of(name)}, appears before"), "each item once");
            }

            if (inspection.IsFull)
            {
                return;
            }

            start += name.Length + 1;
        }
    }
}
