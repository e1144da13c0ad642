using System.Text.Json;
using CsCheck;

namespace Copr.Contracts.Tests.Properties;

/// <content>The contract's objects, each with its JSON.</content>
internal static partial class Generate
{
    private const int MaxJsonDepth = 4;

    /// <summary>Any JSON, as it is written back: without white space, with strings and numbers in every notation.</summary>
    public static Gen<string> Json => Gen.Recursive<string>(static (depth, inner) =>
    {
        Gen<string> scalar = Gen.OneOf(
            Gen.OneOf(
                "null", "true", "false", "0", "1", "-0", "1.0", "1.50", "1e400", "-1.5E+10", "123456789012345678901234567890", "\"\"",
                "\"\\u0041\\/&\"", "\"\\uD83D\\ude00\""),
            Text.Select(Quoted),
            Text.Select(static text => $"\"{string.Concat(text.Select(static unit => $"\\u{(int)unit:x4}"))}\""));
        return depth >= MaxJsonDepth ? scalar : Gen.Frequency(
            (4, scalar),
            (1, inner.Array[0, 3].Select(static items => $"[{string.Join(',', items)}]")),
            (1, Gen.Select(Text, inner).Array[0, 3].Select(static members => $"{{{string.Join(',', Distinct(members))}}}")));
    });

    public static Gen<Written<CoprProject>> CoprProject => Gen.Select(
        Id,
        ListOf<RepositoryUrl>(UrlText),
        ListOf<Chroot>(ChrootText),
        Id,
        WrittenText,
        Unknown("owner_id", "repos", "chroots", "id", "name"))
        .Select(static (owner, repositories, chroots, id, name, unknown) => new Written<CoprProject>(
            new CoprProject
            {
                OwnerId = owner.Value,
                Repositories = repositories.Value,
                Chroots = chroots.Value,
                Id = id.Value,
                Name = name.Value,
                UnknownMembers = unknown.Value,
            },
            $$"""{"owner_id":{{owner}},"repos":{{repositories}},"chroots":{{chroots}},"id":{{id}},"name":{{name}}{{unknown}}}"""));

    public static Gen<Written<BuildUpdate>> BuildUpdate => Gen.Select(
        Id, OrNull(Moment), TextOrNull, OrNull(Moment), Status, Unknown("id", "started_on", "results", "ended_on", "status"))
        .Select(static (id, started, results, ended, status, unknown) => new Written<BuildUpdate>(
            new BuildUpdate
            {
                Id = id.Value,
                StartedOn = started.Value,
                Results = results.Value,
                EndedOn = ended.Value,
                Status = status.Value,
                UnknownMembers = unknown.Value,
            },
            $"{{\"id\":{id}{IfAny("started_on", started)}{IfAny("results", results)}{IfAny("ended_on", ended)}"
            + $"{IfAny("status", status)}{unknown}}}"));

    public static Gen<Written<BuildUpdates>> BuildUpdates => Gen.Select(BuildUpdate.Array[0, 5], Unknown("builds"))
        .Select(static (updates, unknown) => new Written<BuildUpdates>(
            new BuildUpdates { Builds = [.. updates.Select(static update => update.Value)], UnknownMembers = unknown.Value },
            $$"""{"builds":{{Array(updates)}}{{unknown}}}"""));

    public static Gen<Written<BuildUpdatesResult>> BuildUpdatesResult => Gen.Select(
        Ids, Ids, Unknown("updated_builds_ids", "non_existing_builds_ids"))
        .Select(static (updated, missing, unknown) => new Written<BuildUpdatesResult>(
            new BuildUpdatesResult { UpdatedBuildIds = updated.Value, NonExistingBuildIds = missing.Value, UnknownMembers = unknown.Value },
            $$"""{"updated_builds_ids":{{updated}},"non_existing_builds_ids":{{missing}}{{unknown}}}"""));

    public static Gen<Written<CanceledBuilds>> CanceledBuilds => Gen.Select(Ids, Unknown("builds"))
        .Select(static (ids, unknown) => new Written<CanceledBuilds>(
            new CanceledBuilds { BuildIds = ids.Value, UnknownMembers = unknown.Value }, $$"""{"builds":{{ids}}{{unknown}}}"""));

    public static Gen<Written<StartBuildRequest>> StartBuildRequest => Gen.Select(Id, WrittenText, Unknown("build_id", "backend"))
        .Select(static (id, backend, unknown) => new Written<StartBuildRequest>(
            new StartBuildRequest { BuildId = id.Value, Backend = backend.Value, UnknownMembers = unknown.Value },
            $$"""{"build_id":{{id}},"backend":{{backend}}{{unknown}}}"""));

    public static Gen<Written<StartBuildResponse>> StartBuildResponse => Gen.Select(Boolean, Unknown("can_start"))
        .Select(static (canStart, unknown) => new Written<StartBuildResponse>(
            new StartBuildResponse { CanStart = canStart.Value, UnknownMembers = unknown.Value },
            $$"""{"can_start":{{canStart}}{{unknown}}}"""));

    /// <summary>Builds in every state, with few ids and few times.</summary>
    public static Gen<Build[]> Submitted => Gen.Select(
        Build(Moment).Array[2], Gen.Select(Gen.Int[0, 1], Gen.Long[0, 12], Gen.Int[0, 4], Gen.Int[0, 9]).Array[0, 20])
        .Select(static (builds, submitted) => submitted.Select(item =>
        {
            var (build, id, second, state) = item;
            DateTimeOffset submittedOn = second == 0 ? builds[build].Value.SubmittedOn : DateTimeOffset.FromUnixTimeSeconds(second);
            return builds[build].Value with
            {
                Id = id,
                SubmittedOn = submittedOn,
                Canceled = state == 0 ? true : state % 2 == 0 ? null : false,
                StartedOn = state == 1 ? submittedOn : null,
                EndedOn = state == 2 ? submittedOn : null,
            };
        }).ToArray());

    private static Gen<Written<IReadOnlyList<long>>> Ids => Id.Array[0, 6].Select(static ids =>
        new Written<IReadOnlyList<long>>([.. ids.Select(static id => id.Value)], Array(ids)));

    /// <param name="times">Whole seconds, or any times.</param>
    public static Gen<Written<Build>> Build(Gen<Written<DateTimeOffset>> times) => Gen.Select(
        Gen.Select(Id, Id, TextOrNull, OrNull(times), CoprProject, OrNull(Boolean), times, OrNull(times)),
        Gen.Select(ListOf<PackageUrl>(UrlText), ListOf<Chroot>(ChrootText), Id, Status, Unknown(
            "copr_id", "user_id", "results", "started_on", "copr", "canceled", "submitted_on", "ended_on", "pkgs", "chroots", "id",
            "status")))
        .Select(static (first, second) =>
        {
            var (coprId, userId, results, started, copr, canceled, submitted, ended) = first;
            var (packages, chroots, id, status, unknown) = second;
            return new Written<Build>(
                new Build
                {
                    CoprId = coprId.Value,
                    UserId = userId.Value,
                    Results = results.Value,
                    StartedOn = started.Value,
                    Copr = copr.Value,
                    Canceled = canceled.Value,
                    SubmittedOn = submitted.Value,
                    EndedOn = ended.Value,
                    Packages = packages.Value,
                    Chroots = chroots.Value,
                    Id = id.Value,
                    Status = status.Value,
                    UnknownMembers = unknown.Value,
                },
                $$"""
                {"copr_id":{{coprId}},"user_id":{{userId}},"results":{{results}},"started_on":{{started}},"copr":{{copr}},
                "canceled":{{canceled}},"submitted_on":{{submitted}},"ended_on":{{ended}},"pkgs":{{packages}},"chroots":{{chroots}},
                "id":{{id}}{{IfAny("status", status)}}{{unknown}}}
                """.Replace("\n", "", StringComparison.Ordinal));
        });

    public static Gen<Written<WaitingBuilds>> WaitingBuilds(Gen<Written<DateTimeOffset>> times) => Gen.Select(
        Build(times).Array[0, 4], Unknown("builds"))
        .Select(static (builds, unknown) => new Written<WaitingBuilds>(
            new WaitingBuilds { Builds = [.. builds.Select(static build => build.Value)], UnknownMembers = unknown.Value },
            $$"""{"builds":{{Array(builds)}}{{unknown}}}"""));

    /// <summary>Members that the contract does not define for an object, written after those that it defines.</summary>
    private static Gen<Written<UnknownMembers>> Unknown(params string[] known) => Gen.Frequency(
        (2, Gen.Const(new Written<UnknownMembers>(UnknownMembers.Empty, ""))),
        (1, Gen.Select(Gen.OneOf(Gen.OneOf("status", "x", "ID", "timeout", "owner"), Text), Json).Array[1, 3].Select(members =>
        {
            var unknown = members.Where(member => !known.Contains(member.Item1)).ToArray();
            return new Written<UnknownMembers>(
                new(unknown.DistinctBy(static member => member.Item1)
                    .Select(static member => KeyValuePair.Create(member.Item1, JsonElement.Parse(member.Item2)))),
                string.Concat(Distinct(unknown).Select(static member => $",{member}")));
        })));

    /// <summary>The members of an object, each name once.</summary>
    private static IEnumerable<string> Distinct((string Name, string Json)[] members) =>
        members.DistinctBy(static member => member.Name).Select(static member => $"{Quoted(member.Name)}:{member.Json}");

    private static string Array<T>(IEnumerable<Written<T>> items) => $"[{string.Join(',', items)}]";

    /// <summary>A member that is left out if it is null.</summary>
    private static string IfAny<T>(string name, Written<T> value) => value.Value is null ? "" : $",\"{name}\":{value}";
}
