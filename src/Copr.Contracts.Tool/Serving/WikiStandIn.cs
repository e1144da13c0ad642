using System.Globalization;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tool.Serving;

/// <summary>A frontend of the wiki's wire.</summary>
internal sealed class WikiStandIn(IReadOnlyList<(string File, int Index, Build Build)> served) : IStandIn
{
    /// <summary>The status for a body of another content type.</summary>
    private const int NotJson = 415;

    private readonly Dictionary<long, Build> builds = served.ToDictionary(static one => one.Build.Id, static one => one.Build);

    /// <summary>The backends that may start a build, because they asked first, by the build's id.</summary>
    private readonly Dictionary<long, string> granted = [];

    public IReadOnlyList<(string Name, string Value)> Headers => [];

    public bool IsDone => builds.Values.All(static build => build.State is BuildState.Ended or BuildState.Canceled);

    public Answer Answer(BackendRequest request, List<Violation> violations) => (request.IsGet, request.IsPost, request.Path + "/") switch
    {
        (true, _, var path) when path == CoprEndpoints.WaitingBuilds =>
            Write(WaitingBuilds.SelectFrom(
                builds.Values.Where(build => !granted.ContainsKey(build.Id)), request.Limit ?? WaitingBuilds.DefaultLimit)),
        (true, _, var path) when path == CoprEndpoints.CanceledBuilds =>
            Write(new CanceledBuilds
            {
                BuildIds = [.. builds.Values.Where(static build => build.IsCanceled).Select(static build => build.Id)],
            }),
        (_, true, var path) when path == CoprEndpoints.StartingBuild =>
            request.Refuse(violations, NotJson) ?? Start(request.Body, violations),
        (_, true, var path) when path == CoprEndpoints.UpdateBuilds =>
            request.Refuse(violations, NotJson) ?? Update(request.Body, violations),
        _ => Serving.Answer.Refuse(404, [ConversationRule.UnknownRequest(request)], violations),
    };

    public IEnumerable<(string File, Violation Violation)> FindUnfinished() =>
        from one in served
        let build = builds[one.Build.Id]
        where build.State is BuildState.Waiting or BuildState.Running
        select (one.File, ConversationRule.UnfinishedBuild(
            ConversationRule.PathOf(one.Index), NameOf(build.Id), build.State == BuildState.Running));

    private static string NameOf(long id) => string.Create(CultureInfo.InvariantCulture, $"build {id}");

    private static Answer Write<T>(T value)
        where T : class, IContractObject<T> => Serving.Answer.Ok(CoprJson.Write(value));

    private Answer Start(byte[] body, List<Violation> violations)
    {
        try
        {
            StartBuildRequest start = CoprJson.Read<StartBuildRequest>(body);
            if (!builds.TryGetValue(start.BuildId, out Build? build))
            {
                violations.Add(ConversationRule.UnknownBuild("/build_id", NameOf(start.BuildId)));
            }

            // A backend that asks again, perhaps after a crash, gets the same answer.
            bool canStart = build?.State is BuildState.Waiting or BuildState.Running
                && (granted.TryAdd(build.Id, start.Backend) || granted[build.Id] == start.Backend);
            return Write(new StartBuildResponse { CanStart = canStart });
        }
        catch (ContractException exception)
        {
            return Serving.Answer.Refuse(400, [exception.Violation], violations);
        }
    }

    private Answer Update(byte[] body, List<Violation> violations)
    {
        violations.AddRange(ContractValidator.ValidateBuildUpdates(body).Violations);
        BuildUpdates updates;
        try
        {
            updates = CoprJson.Read<BuildUpdates>(body);
        }
        catch (ContractException)
        {
            return new(400, "{}"u8.ToArray());
        }

        HashSet<long> seen = [];
        List<long> updated = [];
        List<long> unknown = [];
        foreach ((int index, BuildUpdate update) in updates.Builds.Index())
        {
            string path = ConversationRule.PathOf(index);
            if (!seen.Add(update.Id))
            {
                violations.Add(ConversationRule.BuildReportedTwice(path, NameOf(update.Id)));
            }

            if (builds.TryGetValue(update.Id, out Build? build))
            {
                FindWrongEnd(build, update, path, violations);
                builds[update.Id] = build.Apply(update);
                updated.Add(update.Id);
            }
            else
            {
                violations.Add(ConversationRule.UnknownBuild(path, NameOf(update.Id)));
                unknown.Add(update.Id);
            }
        }

        return Write(new BuildUpdatesResult { UpdatedBuildIds = updated, NonExistingBuildIds = unknown });
    }

    private static void FindWrongEnd(Build build, BuildUpdate update, string path, List<Violation> violations)
    {
        if (build.State == BuildState.Ended && (update.EndedOn is not null || update.Status is not null))
        {
            violations.Add(ConversationRule.EndedTwice(path, NameOf(build.Id)));
        }

        if (build.IsCanceled && (update.StartedOn is not null || update.Status == BuildStatus.Succeeded))
        {
            violations.Add(ConversationRule.CanceledBuildStarted(path, NameOf(build.Id)));
        }
    }
}
