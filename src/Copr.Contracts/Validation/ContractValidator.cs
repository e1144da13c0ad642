using System.Net;
using System.Net.Http.Headers;

namespace Copr.Contracts.Validation;

/// <summary>Validates what was read, or is about to be written, against the rules of the contract.</summary>
public static class ContractValidator
{
    private const string MediaType = "application/json";

    /// <summary>Validates a list of waiting builds, and the builds in it.</summary>
    /// <param name="waitingBuilds">The list.</param>
    /// <param name="maxBuilds">The maximum number of builds in the list.</param>
    /// <exception cref="ArgumentNullException">The list is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The maximum is less than 1.</exception>
    public static ValidationReport Validate(WaitingBuilds waitingBuilds, int maxBuilds = WaitingBuilds.DefaultLimit)
    {
        ArgumentNullException.ThrowIfNull(waitingBuilds);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBuilds, 1);
        var inspection = new WaitingBuildsInspection(maxBuilds, hasText: false, AreIdsAscending(waitingBuilds.Builds));
        for (int index = 0; index < waitingBuilds.Builds.Count; index++)
        {
            inspection.Add(index, waitingBuilds.Builds[index]);
        }

        inspection.End(waitingBuilds.Builds.Count, waitingBuilds);
        return CreateReport(inspection.Take());
    }

    /// <summary>Validates a build and its copr. Paths begin at the build: <c>/chroots</c>.</summary>
    /// <param name="build">The build.</param>
    /// <exception cref="ArgumentNullException">The build is null.</exception>
    public static ValidationReport Validate(Build build)
    {
        ArgumentNullException.ThrowIfNull(build);
        Inspection inspection = default;
        inspection.MoveTo(ContractMembers<Build>.Names);
        Checker.Check(build, ref inspection);
        return CreateReport(inspection.Take());
    }

    /// <summary>Validates a copr by itself. Paths begin at the copr: <c>/chroots</c>.</summary>
    /// <param name="copr">The copr.</param>
    /// <exception cref="ArgumentNullException">The copr is null.</exception>
    public static ValidationReport Validate(CoprProject copr)
    {
        ArgumentNullException.ThrowIfNull(copr);
        Inspection inspection = default;
        inspection.MoveTo(ContractMembers<CoprProject>.Names);
        Checker.Check(copr, ref inspection);
        return CreateReport(inspection.Take());
    }

    /// <summary>Validates a backend's report, and the entries in it.</summary>
    /// <param name="updates">The report.</param>
    /// <exception cref="ArgumentNullException">The report is null.</exception>
    public static ValidationReport Validate(BuildUpdates updates)
    {
        ArgumentNullException.ThrowIfNull(updates);
        BuildUpdatesInspection inspection = default;
        for (int index = 0; index < updates.Builds.Count; index++)
        {
            inspection.Add(index, updates.Builds[index]);
        }

        inspection.End(updates.Builds.Count, updates);
        return CreateReport(inspection.Take());
    }

    /// <summary>Validates an entry of a backend's report. Paths begin at the entry: <c>/status</c>.</summary>
    /// <param name="update">The entry.</param>
    /// <exception cref="ArgumentNullException">The entry is null.</exception>
    public static ValidationReport Validate(BuildUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        Inspection inspection = default;
        inspection.MoveTo(ContractMembers<BuildUpdate>.Names);
        Checker.Run(Rules.OfUpdate, update, ref inspection);
        return CreateReport(inspection.Take());
    }

    /// <summary>
    /// Validates the text of a list of waiting builds: every rule that needs no network, including on the builds after one that cannot
    /// be read. Violations have lines and columns.
    /// </summary>
    /// <param name="utf8Json">The document in UTF-8.</param>
    /// <param name="options">How the text is validated; the defaults if null.</param>
    public static ValidationReport ValidateWaitingBuilds(ReadOnlyMemory<byte> utf8Json, ValidationOptions? options = null)
    {
        using DocumentInspection<WaitingBuilds, Build> inspection = OfWaitingBuilds(options ?? new());
        return inspection.Run(utf8Json);
    }

    /// <summary>
    /// Validates the text of a list of waiting builds as it arrives, with one build of it in memory. The result is that of
    /// <see cref="ValidateWaitingBuilds"/>.
    /// </summary>
    /// <param name="utf8Json">The document in UTF-8. The stream is read to its end and stays open.</param>
    /// <param name="options">How the text is validated; the defaults if null.</param>
    /// <param name="cancellationToken">Cancels the validation.</param>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    /// <exception cref="OperationCanceledException">The validation is canceled.</exception>
    public static async Task<ValidationReport> ValidateWaitingBuildsAsync(
        Stream utf8Json, ValidationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        using DocumentInspection<WaitingBuilds, Build> inspection = OfWaitingBuilds(options ?? new());
        return await inspection.RunAsync(utf8Json, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Validates a frontend's response to <c>GET waiting_builds/</c>: its status, its content type, and its body as it arrives. A test of
    /// a frontend calls it.
    /// </summary>
    /// <param name="response">The response. Its body is not read if its status is not 200.</param>
    /// <param name="options">How the body is validated; the defaults if null.</param>
    /// <param name="cancellationToken">Cancels the validation.</param>
    /// <exception cref="ArgumentNullException">The response is null.</exception>
    /// <exception cref="HttpRequestException">The body cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The validation is canceled.</exception>
    public static async Task<ValidationReport> ValidateWaitingBuildsResponseAsync(
        HttpResponseMessage response, ValidationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return new ValidationReport([WrongResponse(string.Create(CultureInfo.InvariantCulture, $"the status is {(int)response.StatusCode}"), "200")]);
        }

        Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            ValidationReport report = await ValidateWaitingBuildsAsync(body, options, cancellationToken).ConfigureAwait(false);
            return FindProblem(response.Content.Headers.ContentType) is { } problem ? new ValidationReport([problem, .. report.Violations]) : report;
        }
    }

    /// <summary>
    /// Validates the text of a backend's report: every rule, including on the entries after one that cannot be read. Violations have
    /// lines and columns.
    /// </summary>
    /// <param name="utf8Json">The document in UTF-8.</param>
    /// <param name="limits">How much is accepted from the sender; the defaults if null.</param>
    public static ValidationReport ValidateBuildUpdates(ReadOnlyMemory<byte> utf8Json, ReaderLimits? limits = null)
    {
        using DocumentInspection<BuildUpdates, BuildUpdate> inspection = OfBuildUpdates(limits);
        return inspection.Run(utf8Json);
    }

    /// <summary>
    /// Validates the text of a backend's report as it arrives, with one entry of it in memory. The result is that of
    /// <see cref="ValidateBuildUpdates"/>.
    /// </summary>
    /// <param name="utf8Json">The document in UTF-8. The stream is read to its end and stays open.</param>
    /// <param name="limits">How much is accepted from the sender; the defaults if null.</param>
    /// <param name="cancellationToken">Cancels the validation.</param>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    /// <exception cref="OperationCanceledException">The validation is canceled.</exception>
    public static async Task<ValidationReport> ValidateBuildUpdatesAsync(Stream utf8Json, ReaderLimits? limits = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        using DocumentInspection<BuildUpdates, BuildUpdate> inspection = OfBuildUpdates(limits);
        return await inspection.RunAsync(utf8Json, cancellationToken).ConfigureAwait(false);
    }

    private static DocumentInspection<WaitingBuilds, Build> OfWaitingBuilds(ValidationOptions options) =>
        new(options.Mode, options.Limits, new WaitingBuildsInspection(options.MaxBuilds, hasText: true, areIdsDistinct: false));

    private static DocumentInspection<BuildUpdates, BuildUpdate> OfBuildUpdates(ReaderLimits? limits) =>
        new(ReadingMode.Strict, limits ?? ReaderLimits.Default, new BuildUpdatesInspection());

    private static ValidationReport CreateReport(List<Violation> violations) => violations.Count > 0 ? new(violations) : ValidationReport.Empty;

    /// <summary>Ids usually ascend, because the oldest build is first. Then they are distinct.</summary>
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

    private static Violation? FindProblem(MediaTypeHeaderValue? type) =>
        type is null ? WrongResponse("there is no content type", MediaType)
        : !MediaType.Equals(type.MediaType, StringComparison.OrdinalIgnoreCase) ? WrongResponse($"the content type is {Excerpt.Of(type.MediaType)}", MediaType)
        : type.CharSet is { } charset && !"utf-8".Equals(charset.Trim('"'), StringComparison.OrdinalIgnoreCase)
            ? WrongResponse($"the charset is {Excerpt.Of(charset)}", "utf-8, or none")
        : null;

    private static Violation WrongResponse(string found, string expected) => new(ReadingRules.WrongResponse, "", found, expected);
}
