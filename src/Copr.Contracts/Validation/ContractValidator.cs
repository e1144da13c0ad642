using System.Net;
using System.Net.Http.Headers;

namespace Copr.Contracts.Validation;

/// <summary>Validates what was read, or is about to be written, against the rules of the contract.</summary>
public static class ContractValidator
{
    private const string MediaType = "application/json";

    /// <summary>Validates a list of waiting builds, and the builds in it. Null options are the defaults.</summary>
    /// <exception cref="ArgumentNullException">The list is null.</exception>
    public static ValidationReport Validate(WaitingBuilds waitingBuilds, ValidationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(waitingBuilds);
        return OfWaitingBuilds(options, AreIdsAscending(waitingBuilds.Builds)).Run(waitingBuilds, waitingBuilds.Builds);
    }

    /// <summary>Validates a build and its copr. Paths begin at the build: <c>/chroots</c>. Null options are the defaults.</summary>
    /// <exception cref="ArgumentNullException">The build is null.</exception>
    public static ValidationReport Validate(Build build, ValidationOptions? options = null) =>
        Validate(build, static (build, inspection) => inspection.Inspect(build), options);

    /// <summary>Validates a copr by itself. Paths begin at the copr: <c>/chroots</c>.</summary>
    /// <exception cref="ArgumentNullException">The copr is null.</exception>
    public static ValidationReport Validate(CoprProject copr) =>
        Validate(copr, static (copr, inspection) => inspection.Inspect(copr, copr.Chroots));

    /// <summary>Validates a backend's report, and the entries in it.</summary>
    /// <exception cref="ArgumentNullException">The report is null.</exception>
    public static ValidationReport Validate(BuildUpdates updates)
    {
        ArgumentNullException.ThrowIfNull(updates);
        return OfBuildUpdates(null).Run(updates, updates.Builds);
    }

    /// <summary>Validates an entry of a backend's report. Paths begin at the entry: <c>/status</c>.</summary>
    /// <exception cref="ArgumentNullException">The entry is null.</exception>
    public static ValidationReport Validate(BuildUpdate update) => Validate(update, Inspect);

    /// <summary>Validates the text of a list of waiting builds, in UTF-8: every rule that needs no network, including on the builds after
    /// one that cannot be read. Violations have lines and columns. Null options are the defaults.</summary>
    public static ValidationReport ValidateWaitingBuilds(ReadOnlyMemory<byte> utf8Json, ValidationOptions? options = null) =>
        OfWaitingBuilds(options).Run(utf8Json);

    /// <summary>Validates the text of a list of waiting builds as it arrives, with one build of it in memory. The result is that of
    /// <see cref="ValidateWaitingBuilds"/>. The stream is read to its end, or to where the text cannot be read any further, and stays
    /// open.</summary>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    /// <exception cref="OperationCanceledException">The validation is canceled.</exception>
    public static Task<ValidationReport> ValidateWaitingBuildsAsync(
        Stream utf8Json, ValidationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        return OfWaitingBuilds(options).RunAsync(utf8Json, cancellationToken);
    }

    /// <summary>Validates a frontend's response to <c>GET waiting_builds/</c>: its status, its content type, and its body as it arrives. A
    /// test of a frontend calls it. The body is not read if the status is not 200; otherwise, it is read to its end and closed.</summary>
    /// <exception cref="ArgumentNullException">The response is null.</exception>
    /// <exception cref="HttpRequestException">The body cannot be opened.</exception>
    /// <exception cref="IOException">The body cannot be read to its end.</exception>
    /// <exception cref="OperationCanceledException">The validation is canceled.</exception>
    public static async Task<ValidationReport> ValidateWaitingBuildsResponseAsync(
        HttpResponseMessage response, ValidationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (response.StatusCode != HttpStatusCode.OK)
            return new([WrongResponse(Invariant($"the status is {(int)response.StatusCode}"), "200")]);
        if (response.Content.Headers.ContentEncoding is { Count: > 0 } all)
            return new([WrongResponse($"the content coding is {Excerpt.Of(string.Join(", ", all))}", "none, or a client that decodes it")]);

        Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            ValidationReport report = await ValidateWaitingBuildsAsync(body, options, cancellationToken).ConfigureAwait(false);
            return FindProblem(response.Content.Headers.ContentType) is { } problem ? new([problem, .. report.Violations]) : report;
        }
    }

    /// <summary>Validates the text of a backend's report, in UTF-8, in the same way as <see cref="ValidateWaitingBuilds"/>.</summary>
    public static ValidationReport ValidateBuildUpdates(ReadOnlyMemory<byte> utf8Json, ValidationOptions? options = null) =>
        OfBuildUpdates(options).Run(utf8Json);

    /// <summary>Validates the text of a backend's report as it arrives, as <see cref="ValidateWaitingBuildsAsync"/> does.</summary>
    /// <inheritdoc cref="ValidateWaitingBuildsAsync" path="/exception"/>
    public static Task<ValidationReport> ValidateBuildUpdatesAsync(
        Stream utf8Json, ValidationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        return OfBuildUpdates(options).RunAsync(utf8Json, cancellationToken);
    }

    private static ValidationReport Validate<T>(T value, Action<T, Inspection> inspect, ValidationOptions? options = null)
        where T : class, IContractObject<T>
    {
        ArgumentNullException.ThrowIfNull(value);
        var inspection = new Inspection(options?.Mode ?? ReadingMode.Strict);
        return new ValidationReport(inspection.Inspect(value, value => inspect(value, inspection)));
    }

    private static ListValidation<WaitingBuilds, Build> OfWaitingBuilds(ValidationOptions? options, bool areIdsDistinct = false)
    {
        options ??= new();
        var inspection = new Inspection(options.Mode);

        // A sender could choose ids that all have the same hash.
        SortedSet<long>? ids = areIdsDistinct ? null : [];
        Build? previous = null;
        return new(options, inspection,
            build =>
            {
                inspection.Run(new ListedBuild(build, previous, ids is not null && !ids.Add(build.Id)));
                inspection.Inspect(build);
                previous = build;
            },
            (document, count) =>
            {
                inspection.Run(new BuildCount(count, options.MaxBuilds));
                inspection.RunOnUnknown(document.UnknownMembers);
            });
    }

    private static ListValidation<BuildUpdates, BuildUpdate> OfBuildUpdates(ValidationOptions? options)
    {
        var inspection = new Inspection(ReadingMode.Strict);
        return new(options ?? new(), inspection,
            update => Inspect(update, inspection),
            (updates, _) => inspection.RunOnUnknown(updates.UnknownMembers, "builds"));
    }

    private static void Inspect(BuildUpdate update, Inspection inspection)
    {
        inspection.Run(update);
        inspection.RunOnUnknown(update.UnknownMembers, "id, started_on, results, ended_on and status");
    }

    /// <summary>Ids usually ascend, because the oldest build is first. Then they are distinct.</summary>
    private static bool AreIdsAscending(IReadOnlyList<Build> builds)
    {
        int index = 1;
        while (index < builds.Count && builds[index - 1].Id < builds[index].Id)
            index++;
        return index >= builds.Count;
    }

    private static Violation? FindProblem(MediaTypeHeaderValue? type) => type is null ? WrongResponse("there is no content type", MediaType)
        : !MediaType.Equals(type.MediaType, StringComparison.OrdinalIgnoreCase)
            ? WrongResponse($"the content type is {Excerpt.Of(type.MediaType)}", MediaType)
        : type.CharSet is { } charset && !"utf-8".Equals(charset.Trim('"'), StringComparison.OrdinalIgnoreCase)
            ? WrongResponse($"the charset is {Excerpt.Of(charset)}", "utf-8, or none")
        : null;

    private static Violation WrongResponse(string found, string expected) => new(ReadingRules.WrongResponse, "", found, expected);
}
