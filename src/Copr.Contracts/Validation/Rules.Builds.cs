using System.Buffers;
using System.Globalization;
using Copr.Contracts.Text;

namespace Copr.Contracts.Validation;

/// <content>2xx: a build or a copr is wrong in itself.</content>
public static partial class Rules
{
    private const string Repodata = "Each repo must point to a url, that has to contain arch specific dirs (i386/x86_64), each containing repodata dir (like koji has it).";

    private const string BuildsChroots = "the build now has a \"chroots\" attribute too, because chroots of a copr can change before it is built - and we want to build what was submitted => the chroots from the build should be used.";

    /// <summary>A list so short that looking at every pair is faster than a set, and allocates nothing.</summary>
    private const int FewItems = 16;

    private static readonly SearchValues<char> NameStart = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<char> NameRest = SearchValues.Create("+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    /// <summary>COPR201: the chroots of one copr, and of one build, are of one release.</summary>
    public static Rule MixedReleases { get; } = Declare(new(
        "COPR201", "mixed-releases", Severity.Error, RuleKind.Document,
        "The chroots of one copr, and of one build, are of one release.",
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
                    inspection.Report("chroots", $"{Excerpt.Of(first.Name)} is of {Excerpt.OfSentence(first.ReleaseSpan)} and {Excerpt.Of(chroot.Name)} of {Excerpt.OfSentence(chroot.ReleaseSpan)}; expected one release, on whatever architectures");
                    return;
                }
            }
        },
    });

    /// <summary>COPR202: a build, and a copr that is checked by itself, has a chroot.</summary>
    /// <remarks>The copr of a build may have lost its chroots since: what was submitted is built (COPR209).</remarks>
    public static Rule NoChroots { get; } = Declare(new(
        "COPR202", "no-chroots", Severity.Error, RuleKind.Schema,
        "A build, and a copr that is checked by itself, has a chroot.",
        BuildsChroots)
    {
        OfCopr = static (copr, ref inspection) =>
        {
            if (inspection.IsCoprAlone && copr.Chroots.IsEmpty)
            {
                inspection.Report("chroots", "\"chroots\" is empty; expected at least one chroot, such as fedora-17-x86_64");
            }
        },
        OfBuild = static (build, ref inspection) =>
        {
            if (build.Chroots.IsEmpty)
            {
                inspection.Report("chroots", "\"chroots\" is empty; expected at least one chroot, such as fedora-17-x86_64");
            }
        },
    });

    /// <summary>COPR203: a build has a package.</summary>
    public static Rule NoPackages { get; } = Declare(new(
        "COPR203", "no-packages", Severity.Error, RuleKind.Schema,
        "A build has a package.")
    {
        OfBuild = static (build, ref inspection) =>
        {
            if (build.Packages.IsEmpty)
            {
                inspection.Report("pkgs", "\"pkgs\" is empty; expected at least one source package, such as http://foo/pkg.src.rpm");
            }
        },
    });

    /// <summary>COPR204: nothing stands twice in one list.</summary>
    public static Rule DuplicateItem { get; } = Declare(new(
        "COPR204", "duplicate-item", Severity.Warning, RuleKind.Document,
        "Nothing stands twice in one list.")
    {
        OfPackages = static (packages, ref inspection) => RefuseDuplicates("pkgs", packages, ref inspection),
        OfChroots = static (chroots, ref inspection) => RefuseDuplicates("chroots", chroots, ref inspection),
        OfRepositories = static (repositories, ref inspection) => RefuseDuplicates("repos", repositories, ref inspection),
    });

    /// <summary>COPR205: a repository's URL is its root, under which each architecture has its directory.</summary>
    public static Rule RepositoryNotARoot { get; } = Declare(new(
        "COPR205", "repository-not-a-root", Severity.Error, RuleKind.Document,
        "A repository's URL is its root, under which each architecture has its directory.",
        Repodata)
    {
        OfRepositories = static (repositories, ref inspection) => Refuse("repos", repositories, ref inspection, static repository =>
            RepositoryRoot.FindProblem(repository.Url) is { } problem
                ? $"{Excerpt.Of(repository.Url)} {problem}; expected the root under which each architecture has its directory, such as http://foo/repo"
                : null),
    });

    /// <summary>COPR206: a chroot's architecture is one that mock or dnf knows.</summary>
    public static Rule UnknownArchitecture { get; } = Declare(new(
        "COPR206", "unknown-architecture", Severity.Warning, RuleKind.Document,
        "A chroot's architecture is one that mock or dnf knows.",
        Repodata)
    {
        OfChroots = static (chroots, ref inspection) => Refuse("chroots", chroots, ref inspection, static chroot =>
            Architecture.FindBase(chroot.ArchitectureSpan) is null
                ? $"{Excerpt.Of(chroot.Name)} is for {Excerpt.Of(chroot.ArchitectureSpan)}, an architecture that neither mock nor dnf knows; expected one such as x86_64"
                : null),
    });

    /// <summary>COPR207: a build's <c>copr_id</c> is the id of its copr.</summary>
    public static Rule CoprIdMismatch { get; } = Declare(new(
        "COPR207", "copr-id-mismatch", Severity.Error, RuleKind.Document,
        "A build's copr_id is the id of its copr.")
    {
        OfBuild = static (build, ref inspection) =>
        {
            if (build.CoprId != build.Copr.Id)
            {
                inspection.Report("copr_id", string.Create(CultureInfo.InvariantCulture, $"\"copr_id\" is {build.CoprId} and the copr's \"id\" is {build.Copr.Id}; expected the same id"));
            }
        },
    });

    /// <summary>COPR208: a build is submitted, then started, then ended.</summary>
    public static Rule TimesOutOfOrder { get; } = Declare(new(
        "COPR208", "times-out-of-order", Severity.Error, RuleKind.Document,
        "A build is submitted, then started, then ended.")
    {
        OfBuild = static (build, ref inspection) =>
        {
            if (build.StartedOn < build.SubmittedOn)
            {
                inspection.Report("started_on", $"\"started_on\" is {Time(build.StartedOn.Value)}, before \"submitted_on\", {Time(build.SubmittedOn)}; expected the same time or a later one");
            }

            if (build.EndedOn < build.StartedOn)
            {
                inspection.Report("ended_on", $"\"ended_on\" is {Time(build.EndedOn.Value)}, before \"started_on\", {Time(build.StartedOn.Value)}; expected the same time or a later one");
            }
            else if (build.EndedOn < build.SubmittedOn)
            {
                inspection.Report("ended_on", $"\"ended_on\" is {Time(build.EndedOn.Value)}, before \"submitted_on\", {Time(build.SubmittedOn)}; expected the same time or a later one");
            }
        },
    });

    /// <summary>COPR209: the copr's chroots are still those that the build was submitted for.</summary>
    public static Rule ChrootsChanged { get; } = Declare(new(
        "COPR209", "chroots-changed", Severity.Info, RuleKind.Document,
        "The copr's chroots are still those that the build was submitted for; where not, the build's count.",
        BuildsChroots)
    {
        OfBuild = static (build, ref inspection) =>
        {
            if (build.Chroots != build.Copr.Chroots && !build.Chroots.ToHashSet().SetEquals(build.Copr.Chroots))
            {
                inspection.ReportOfCopr("chroots", $"the copr's \"chroots\" are {Excerpt.Of(build.Copr.Chroots.ToString())} by now and the build's are {Excerpt.Of(build.Chroots.ToString())}; the build's count");
            }
        },
    });

    /// <summary>COPR210: a package is a source package.</summary>
    public static Rule NotASourcePackage { get; } = Declare(new(
        "COPR210", "not-a-source-package", Severity.Warning, RuleKind.Document,
        "A package's file is a .src.rpm or a .nosrc.rpm.")
    {
        OfPackages = static (packages, ref inspection) => Refuse("pkgs", packages, ref inspection, static package =>
            package.FileNameSpan.EndsWith(".src.rpm", StringComparison.Ordinal) || package.FileNameSpan.EndsWith(".nosrc.rpm", StringComparison.Ordinal)
                ? null
                : $"{Excerpt.Of(package.Url)} is no source package by its name; expected a file that ends in .src.rpm or .nosrc.rpm"),
    });

    /// <summary>COPR211: a copr's name is fit to be a directory's.</summary>
    public static Rule UnsafeName { get; } = Declare(new(
        "COPR211", "unsafe-name", Severity.Error, RuleKind.Schema,
        "A copr's name is fit to be a directory's: [A-Za-z0-9_][A-Za-z0-9_.+-]*.")
    {
        OfCopr = static (copr, ref inspection) =>
        {
            if (copr.Name.Length == 0 || !NameStart.Contains(copr.Name[0]) || copr.Name.AsSpan().ContainsAnyExcept(NameRest))
            {
                inspection.Report("name", $"\"name\" is {Excerpt.Of(copr.Name)}; expected ASCII letters, digits and _ . + -, the first a letter, a digit or _, since backends use it as a directory's name");
            }
        },
    });

    /// <summary>COPR212: no URL holds a user or a password.</summary>
    public static Rule CredentialsInUrl { get; } = Declare(new(
        "COPR212", "credentials-in-url", Severity.Warning, RuleKind.Document,
        "No URL holds a user or a password.")
    {
        OfPackages = static (packages, ref inspection) => RefuseCredentials("pkgs", packages, ref inspection),
        OfRepositories = static (repositories, ref inspection) => RefuseCredentials("repos", repositories, ref inspection),
        OfBuild = static (build, ref inspection) => RefuseCredentialsInResults(build.Results, ref inspection),
        OfUpdate = static (update, ref inspection) => RefuseCredentialsInResults(update.Results, ref inspection),
    });

    /// <summary>COPR213: there is no member that the contract does not know.</summary>
    public static Rule UnknownMember { get; } = Declare(new(
        "COPR213", "unknown-member", Severity.Info, RuleKind.Document,
        "There is no member that the contract does not know; one that there is is kept all the same.")
    {
        OfCopr = static (copr, ref inspection) =>
        {
            foreach (string name in copr.UnknownMembers.Names)
            {
                inspection.Report(name, DescribeUnknown(name));
            }
        },
        OfBuild = static (build, ref inspection) =>
        {
            foreach (string name in build.UnknownMembers.Names)
            {
                inspection.Report(name, DescribeUnknown(name));
            }
        },
        OfList = static (list, ref inspection) =>
        {
            foreach (string name in list.UnknownMembers)
            {
                inspection.ReportOfList(name, DescribeUnknown(name));
            }
        },
    });

    private static string DescribeUnknown(string name) => $"{Excerpt.Of(name)} is no member that the contract knows; it is kept and written back";

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static void RefuseCredentialsInResults(string? results, ref Inspection inspection)
    {
        if (results is not null && HttpUrl.FindProblem(results) is null && HttpUrl.HasCredentials(results))
        {
            inspection.Report("results", DescribeCredentials(results));
        }
    }

    private static void RefuseCredentials<T>(string member, SpaceSeparatedList<T> urls, ref Inspection inspection)
        where T : struct, IListItem<T>
    {
        if (urls.ToString().Contains('@', StringComparison.Ordinal))
        {
            Refuse(member, urls, ref inspection, static url => HttpUrl.HasCredentials(url.Text.Span) ? DescribeCredentials(url.Text.Span) : null);
        }
    }

    private static string DescribeCredentials(ReadOnlySpan<char> url) =>
        $"{Excerpt.Of(url)} holds a user or a password before the @, which everybody can read who reads the builds; expected a URL without";

    /// <summary>Reports each item that there is something to say against, as far as it will be told.</summary>
    private static void Refuse<T>(string member, SpaceSeparatedList<T> list, ref Inspection inspection, Func<T, string?> describe)
        where T : struct, IListItem<T>
    {
        foreach (T item in list)
        {
            if (describe(item) is { } message)
            {
                inspection.Report(member, message);
                if (inspection.HasToldEnough)
                {
                    return;
                }
            }
        }
    }

    private static void RefuseDuplicates<T>(string member, SpaceSeparatedList<T> list, ref Inspection inspection)
        where T : struct, IListItem<T>
    {
        HashSet<T>? many = list.Count > FewItems ? [] : null;
        for (int index = 0; index < list.Count && !inspection.HasToldEnough; index++)
        {
            T item = list[index];
            if (many is null ? StandsBefore(index, list, item) : !many.Add(item))
            {
                inspection.Report(member, string.Create(CultureInfo.InvariantCulture, $"item {index + 1}, {Excerpt.Of(item.Text.Span)}, stands there already; expected it once"));
            }
        }
    }

    private static bool StandsBefore<T>(int index, SpaceSeparatedList<T> list, T item)
        where T : struct, IListItem<T>
    {
        for (int before = 0; before < index; before++)
        {
            if (list[before].Equals(item))
            {
                return true;
            }
        }

        return false;
    }
}
