namespace Copr.Contracts;

/// <content>How the contract's objects are read and written: one line per member, in the order of the contract's table. What Copr's own
/// frontend did not send in its first year, November 2012 to November 2013, lenient reading finds elsewhere in the build.</content>
public sealed partial record WaitingBuilds : IContractObject<WaitingBuilds>
{
    static string? IContractObject<WaitingBuilds>.ListName => MemberNames.Builds.Value;

    static WaitingBuilds IContractObject<WaitingBuilds>.Read(ref Members members) => new()
    {
        Builds = members.Objects<Build>("builds"u8),
        UnknownMembers = members.Rest(),
    };

    static void IContractObject<WaitingBuilds>.Write(Utf8JsonWriter writer, WaitingBuilds value) =>
        writer.WriteObjects(MemberNames.Builds, value.Builds);
}

public sealed partial record Build : IContractObject<Build>
{
    static Build IContractObject<Build>.Read(ref Members members)
    {
        var build = new Build
        {
            CoprId = members.Lacks("copr_id"u8) ? members.Peek("copr"u8).PeekInteger("id"u8) ?? 0 : members.Integer("copr_id"u8),
            UserId = members.Integer("user_id"u8),
            Results = members.TextOrNull("results"u8),
            StartedOn = members.TimeOrNull("started_on"u8),
            Copr = members.Object("copr"u8, out CoprProject copr),
            Canceled = members.BooleanOrNull("canceled"u8),
            SubmittedOn = members.Time("submitted_on"u8),
            EndedOn = members.TimeOrNull("ended_on"u8),
            Packages = members.List<PackageUrl>("pkgs"u8),
            Chroots = members.List("chroots"u8, usual: copr.Chroots),
            Id = members.Integer("id"u8),
            Status = members.StatusOrNull("status"u8),
            UnknownMembers = members.Rest(),
        };
        return !members.IsLenient || !members.Peek("copr"u8).Lacks("chroots"u8) ? build
            : build with { Copr = copr with { Chroots = build.Chroots } };
    }

    static void IContractObject<Build>.Write(Utf8JsonWriter writer, Build value)
    {
        writer.WriteNumber(MemberNames.CoprId, value.CoprId);
        writer.WriteNumber(MemberNames.UserId, value.UserId);
        writer.WriteText(MemberNames.Results, value.Results);
        writer.WriteTime(MemberNames.StartedOn, value.StartedOn);
        writer.WritePropertyName(MemberNames.Copr);
        writer.WriteObject(value.Copr);
        writer.WriteBoolean(MemberNames.Canceled, value.Canceled);
        writer.WriteTime(MemberNames.SubmittedOn, value.SubmittedOn);
        writer.WriteTime(MemberNames.EndedOn, value.EndedOn);
        writer.WriteList(MemberNames.Packages, value.Packages);
        writer.WriteList(MemberNames.Chroots, value.Chroots);
        writer.WriteNumber(MemberNames.Id, value.Id);
        writer.WriteStatus(MemberNames.Status, value.Status);
    }
}

public sealed partial record CoprProject : IContractObject<CoprProject>
{
    static CoprProject IContractObject<CoprProject>.Read(ref Members members)
    {
        // If the build lacks no early member, its "repos" is an unknown member, as in strict reading.
        bool isEarly = members.IsLenient && !(members.Has("owner_id"u8) && members.Has("chroots"u8) && members.Outside.Has("copr_id"u8));
        return new()
        {
            OwnerId = (members.Lacks("owner_id"u8) ? members.Peek("owner"u8).PeekInteger("id"u8) : null) ?? members.Integer("owner_id"u8),
            Repositories = isEarly && members.Lacks("repos"u8)
                ? members.Outside.PeekList<RepositoryUrl>("repos"u8) : members.ListOrEmpty<RepositoryUrl>("repos"u8),
            Chroots = members.Lacks("chroots"u8) && members.Outside.Has("chroots"u8) ? default : members.List<Chroot>("chroots"u8),
            Id = members.Integer("id"u8),
            Name = members.Text("name"u8),
            UnknownMembers = members.Rest(),
        };
    }

    static void IContractObject<CoprProject>.Write(Utf8JsonWriter writer, CoprProject value)
    {
        writer.WriteNumber(MemberNames.OwnerId, value.OwnerId);
        writer.WriteList(MemberNames.Repositories, value.Repositories);
        writer.WriteList(MemberNames.Chroots, value.Chroots);
        writer.WriteNumber(MemberNames.Id, value.Id);
        writer.WriteText(MemberNames.Name, value.Name);
    }
}

public sealed partial record BuildUpdates : IContractObject<BuildUpdates>
{
    static string? IContractObject<BuildUpdates>.ListName => MemberNames.Builds.Value;

    static BuildUpdates IContractObject<BuildUpdates>.Read(ref Members members) => new()
    {
        Builds = members.Objects<BuildUpdate>("builds"u8),
        UnknownMembers = members.Rest(),
    };

    static void IContractObject<BuildUpdates>.Write(Utf8JsonWriter writer, BuildUpdates value) =>
        writer.WriteObjects(MemberNames.Builds, value.Builds);
}

public sealed partial record BuildUpdate : IContractObject<BuildUpdate>
{
    static BuildUpdate IContractObject<BuildUpdate>.Read(ref Members members) => new()
    {
        Id = members.Integer("id"u8),
        StartedOn = members.ReportedTimeOrNull("started_on"u8),
        Results = members.TextOrNull("results"u8),
        EndedOn = members.ReportedTimeOrNull("ended_on"u8),
        Status = members.StatusOrNull("status"u8),
        UnknownMembers = members.Rest(),
    };

    static void IContractObject<BuildUpdate>.Write(Utf8JsonWriter writer, BuildUpdate value)
    {
        writer.WriteNumber(MemberNames.Id, value.Id);
        writer.WriteTime(MemberNames.StartedOn, value.StartedOn, isLeftOut: true);
        writer.WriteText(MemberNames.Results, value.Results, isLeftOut: true);
        writer.WriteTime(MemberNames.EndedOn, value.EndedOn, isLeftOut: true);
        writer.WriteStatus(MemberNames.Status, value.Status);
    }
}

public sealed partial record BuildUpdatesResult : IContractObject<BuildUpdatesResult>
{
    static BuildUpdatesResult IContractObject<BuildUpdatesResult>.Read(ref Members members)
    {
        // Frontends of the first weeks answer {"updated_builds":1}: a success without ids.
        bool isEarly = members.IsLenient && members.PeekInteger("updated_builds"u8) is not null && !members.Has("updated_builds_ids"u8);
        return new()
        {
            UpdatedBuildIds = isEarly ? [] : members.Integers("updated_builds_ids"u8),
            NonExistingBuildIds = isEarly && !members.Has("non_existing_builds_ids"u8) ? [] : members.Integers("non_existing_builds_ids"u8),
            UnknownMembers = members.Rest(),
        };
    }

    static void IContractObject<BuildUpdatesResult>.Write(Utf8JsonWriter writer, BuildUpdatesResult value)
    {
        writer.WriteIntegers(MemberNames.UpdatedBuildIds, value.UpdatedBuildIds);
        writer.WriteIntegers(MemberNames.NonExistingBuildIds, value.NonExistingBuildIds);
    }
}

public sealed partial record CanceledBuilds : IContractObject<CanceledBuilds>
{
    static CanceledBuilds IContractObject<CanceledBuilds>.Read(ref Members members) => new()
    {
        BuildIds = members.Integers("builds"u8),
        UnknownMembers = members.Rest(),
    };

    static void IContractObject<CanceledBuilds>.Write(Utf8JsonWriter writer, CanceledBuilds value) =>
        writer.WriteIntegers(MemberNames.Builds, value.BuildIds);
}

public sealed partial record StartBuildRequest : IContractObject<StartBuildRequest>
{
    static StartBuildRequest IContractObject<StartBuildRequest>.Read(ref Members members) => new()
    {
        BuildId = members.Integer("build_id"u8),
        Backend = members.Text("backend"u8),
        UnknownMembers = members.Rest(),
    };

    static void IContractObject<StartBuildRequest>.Write(Utf8JsonWriter writer, StartBuildRequest value)
    {
        writer.WriteNumber(MemberNames.BuildId, value.BuildId);
        writer.WriteText(MemberNames.Backend, value.Backend);
    }
}

public sealed partial record StartBuildResponse : IContractObject<StartBuildResponse>
{
    static StartBuildResponse IContractObject<StartBuildResponse>.Read(ref Members members) => new()
    {
        CanStart = members.Boolean("can_start"u8),
        UnknownMembers = members.Rest(),
    };

    static void IContractObject<StartBuildResponse>.Write(Utf8JsonWriter writer, StartBuildResponse value) =>
        writer.WriteBoolean(MemberNames.CanStart, value.CanStart);
}
