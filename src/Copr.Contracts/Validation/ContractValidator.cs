using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Copr.Contracts.Json;

namespace Copr.Contracts.Validation;

/// <summary>Checks what was read, or is about to be written, against the rules of the contract.</summary>
public static partial class ContractValidator
{
    /// <summary>Checks a list of waiting builds, and the builds in it.</summary>
    /// <param name="waitingBuilds">The list.</param>
    /// <param name="limit">How many builds the list may hold.</param>
    /// <exception cref="ArgumentNullException">The list is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    public static ValidationReport Validate(WaitingBuilds waitingBuilds, int limit = WaitingBuilds.DefaultLimit)
    {
        ArgumentNullException.ThrowIfNull(waitingBuilds);
        var inspection = new ListInspection(limit, AreIdsAscending(waitingBuilds.Builds));
        for (int index = 0; index < waitingBuilds.Builds.Count; index++)
        {
            inspection.Add(index, waitingBuilds.Builds[index]);
        }

        inspection.End(waitingBuilds.Builds.Count, waitingBuilds.UnknownMembers.Names);
        return Report(inspection.Inspection);
    }

    /// <summary>Checks a build, and the copr in it. The paths of the report begin at the build: <c>/chroots</c>.</summary>
    /// <param name="build">The build.</param>
    /// <exception cref="ArgumentNullException">The build is null.</exception>
    public static ValidationReport Validate(Build build)
    {
        ArgumentNullException.ThrowIfNull(build);
        Inspection inspection = default;
        Check(build, ref inspection, Inspection.Scope.Build, 0);
        return Report(inspection);
    }

    /// <summary>Checks a copr by itself. The paths of the report begin at the copr: <c>/chroots</c>.</summary>
    /// <param name="copr">The copr.</param>
    /// <exception cref="ArgumentNullException">The copr is null.</exception>
    public static ValidationReport Validate(CoprProject copr)
    {
        ArgumentNullException.ThrowIfNull(copr);
        Inspection inspection = default;
        Check(copr, ref inspection);
        return Report(inspection);
    }

    /// <summary>
    /// Checks the text of a list of waiting builds: every rule that can be checked without the network, also on the
    /// builds behind one that cannot be read. The report tells lines and columns.
    /// </summary>
    /// <param name="utf8Json">The document in UTF-8.</param>
    /// <param name="options"><see cref="CoprJson.Strict"/> where null, <see cref="CoprJson.Lenient"/>, or options that the contract was added to.</param>
    /// <param name="limit">How many builds the list may hold.</param>
    /// <param name="limits">How large the document and what is in it may be; <see cref="ReaderLimits.Default"/> where null.</param>
    /// <exception cref="ArgumentException">The options read builds with a converter that is not the contract's.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    /// <exception cref="NotSupportedException">The options do not know the contract's types.</exception>
    public static ValidationReport Validate(
        ReadOnlyMemory<byte> utf8Json, JsonSerializerOptions? options = null, int limit = WaitingBuilds.DefaultLimit, ReaderLimits? limits = null)
    {
        var inspection = new DocumentInspection<Build, ListInspection>(new WaitingBuildsReader(options, limits).Scan, new ListInspection(limit));
        inspection.Read(new ReadOnlySequence<byte>(utf8Json), isLast: true);
        return inspection.End();
    }

    /// <summary>
    /// Checks the text of a list of waiting builds as it comes in, with no more of it in memory than one build: what
    /// <see cref="Validate(ReadOnlyMemory{byte}, JsonSerializerOptions?, int, ReaderLimits?)"/> says of the whole.
    /// </summary>
    /// <param name="utf8Json">The document in UTF-8; it is read to its end and left open.</param>
    /// <param name="options">As there.</param>
    /// <param name="limit">How many builds the list may hold.</param>
    /// <param name="limits">How much is taken from the sender; <see cref="ReaderLimits.Default"/> where null.</param>
    /// <param name="cancellationToken">Ends the check early.</param>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    /// <exception cref="ArgumentException">The options read builds with a converter that is not the contract's.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    /// <exception cref="NotSupportedException">The options do not know the contract's types.</exception>
    /// <exception cref="OperationCanceledException">The check was canceled.</exception>
    public static Task<ValidationReport> ValidateAsync(
        Stream utf8Json, JsonSerializerOptions? options = null, int limit = WaitingBuilds.DefaultLimit, ReaderLimits? limits = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        return ReadAsync(utf8Json, new DocumentInspection<Build, ListInspection>(new WaitingBuildsReader(options, limits).Scan, new ListInspection(limit)), cancellationToken);
    }

    /// <summary>Checks a backend's report, and the entries in it.</summary>
    /// <param name="updates">The report.</param>
    /// <exception cref="ArgumentNullException">The report is null.</exception>
    public static ValidationReport Validate(BuildUpdates updates)
    {
        ArgumentNullException.ThrowIfNull(updates);
        ReportInspection inspection = default;
        for (int index = 0; index < updates.Builds.Count; index++)
        {
            inspection.Add(index, updates.Builds[index]);
        }

        inspection.End(updates.Builds.Count, updates.UnknownMembers.Names);
        return Report(inspection.Inspection);
    }

    /// <summary>Checks an entry of a backend's report. The paths of the report begin at the entry: <c>/status</c>.</summary>
    /// <param name="update">The entry.</param>
    /// <exception cref="ArgumentNullException">The entry is null.</exception>
    public static ValidationReport Validate(BuildUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        Inspection inspection = default;
        Check(update, ref inspection, Inspection.Scope.Update, 0);
        return Report(inspection);
    }

    /// <summary>
    /// Checks the text of a backend's report: every rule, also on the entries behind one that cannot be read. The report
    /// tells lines and columns.
    /// </summary>
    /// <param name="utf8Json">The document in UTF-8.</param>
    /// <param name="limits">How large the document and what is in it may be; <see cref="ReaderLimits.Default"/> where null.</param>
    public static ValidationReport ValidateUpdates(ReadOnlyMemory<byte> utf8Json, ReaderLimits? limits = null)
    {
        DocumentInspection<BuildUpdate, ReportInspection> inspection = OfUpdates(limits);
        inspection.Read(new ReadOnlySequence<byte>(utf8Json), isLast: true);
        return inspection.End();
    }

    /// <summary>
    /// Checks the text of a backend's report as it comes in, with no more of it in memory than one entry: what
    /// <see cref="ValidateUpdates"/> says of the whole.
    /// </summary>
    /// <param name="utf8Json">The document in UTF-8; it is read to its end and left open.</param>
    /// <param name="limits">How much is taken from the sender; <see cref="ReaderLimits.Default"/> where null.</param>
    /// <param name="cancellationToken">Ends the check early.</param>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    /// <exception cref="OperationCanceledException">The check was canceled.</exception>
    public static Task<ValidationReport> ValidateUpdatesAsync(Stream utf8Json, ReaderLimits? limits = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        return ReadAsync(utf8Json, OfUpdates(limits), cancellationToken);
    }

    internal static void Check(BuildUpdate update, ref Inspection inspection, Inspection.Scope scope, int index)
    {
        inspection.MoveTo(scope, index);
        foreach (Rule rule in Rules.OfUpdates)
        {
            inspection.Rule = rule;
            rule.OfUpdate!(update, ref inspection);
        }
    }

    internal static void Check(Build build, ref Inspection inspection, Inspection.Scope scope, int index)
    {
        inspection.MoveTo(scope, index);
        foreach (Rule rule in Rules.OfBuilds)
        {
            inspection.Rule = rule;
            rule.OfBuild!(build, ref inspection);
        }

        Check(build.Packages, Rules.OfPackages, ref inspection);
        Check(build.Chroots, Rules.OfChroots, ref inspection);
        inspection.MoveTo(scope, index, isInCopr: true);
        Check(build.Copr, ref inspection);
    }

    private static void Check(CoprProject copr, ref Inspection inspection)
    {
        foreach (Rule rule in Rules.OfCoprs)
        {
            inspection.Rule = rule;
            rule.OfCopr!(copr, ref inspection);
        }

        Check(copr.Repositories, Rules.OfRepositories, ref inspection);
        Check(copr.Chroots, Rules.OfChroots, ref inspection);
    }

    /// <summary>What recurs is checked once: the same few lists of chroots and repositories come with build after build.</summary>
    private static void Check<T>(SpaceSeparatedList<T> list, ReadOnlySpan<ListRule<T>> rules, ref Inspection inspection)
        where T : struct, IListItem<T>
    {
        if (list.KeepsItsRules)
        {
            return;
        }

        foreach ((Rule rule, Check<SpaceSeparatedList<T>> check) in rules)
        {
            inspection.Rule = rule;
            check(list, ref inspection);
        }

        if (T.Recurs && inspection.IsClean)
        {
            list.RememberThatItKeepsItsRules();
        }
    }

    /// <summary>As they are where the oldest is listed first; then none is there twice.</summary>
    private static bool AreIdsAscending(IReadOnlyList<Build> builds)
    {
        for (int index = 1; index < builds.Count; index++)
        {
            if (builds[index].Id <= builds[index - 1].Id)
            {
                return false;
            }
        }

        return true;
    }

    private static DocumentInspection<BuildUpdate, ReportInspection> OfUpdates(ReaderLimits? limits) => new(
        inspect => new(new ContractObjectConverter<BuildUpdate>(), limits ?? ReaderLimits.Default, inspect),
        default);

    private static async Task<ValidationReport> ReadAsync<T, TList>(Stream utf8Json, DocumentInspection<T, TList> inspection, CancellationToken cancellationToken)
        where T : class
        where TList : struct, IListInspection<T>
    {
        PipeReader pipe = WaitingBuildsReader.Open(utf8Json);
        ReadResult read;
        do
        {
            read = await pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
            ReadOnlySequence<byte> rest = inspection.Read(read.Buffer, read.IsCompleted);
            pipe.AdvanceTo(rest.Start, read.Buffer.End);
        }
        while (!read.IsCompleted && !inspection.HasEnded);

        await pipe.CompleteAsync().ConfigureAwait(false);
        return inspection.End();
    }

    private static ValidationReport Report(in Inspection inspection) =>
        inspection.InOrder() is { Count: > 0 } violations ? new(violations) : ValidationReport.Empty;
}
