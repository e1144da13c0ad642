using CsCheck;

namespace Copr.Contracts.Tests.Properties;

public sealed class BuildProperties : DocumentProperties<Build>
{
    private protected override Gen<Written<Build>> Strict => Generate.Build(Generate.Second);

    private protected override Gen<Written<Build>> Lenient => Generate.Build(Generate.Moment);

    private protected override Build Copy(Build value) => value with { };
}

public sealed class CoprProjectProperties : DocumentProperties<CoprProject>
{
    private protected override Gen<Written<CoprProject>> Strict => Generate.CoprProject;

    private protected override CoprProject Copy(CoprProject value) => value with { };
}

public sealed class BuildUpdateProperties : DocumentProperties<BuildUpdate>
{
    private protected override Gen<Written<BuildUpdate>> Strict => Generate.BuildUpdate;

    private protected override BuildUpdate Copy(BuildUpdate value) => value with { };
}

public sealed class BuildUpdatesProperties : DocumentProperties<BuildUpdates>
{
    private protected override Gen<Written<BuildUpdates>> Strict => Generate.BuildUpdates;

    private protected override BuildUpdates Copy(BuildUpdates value) => value with { };
}

public sealed class BuildUpdatesResultProperties : DocumentProperties<BuildUpdatesResult>
{
    private protected override Gen<Written<BuildUpdatesResult>> Strict => Generate.BuildUpdatesResult;

    private protected override BuildUpdatesResult Copy(BuildUpdatesResult value) => value with { };
}

public sealed class CanceledBuildsProperties : DocumentProperties<CanceledBuilds>
{
    private protected override Gen<Written<CanceledBuilds>> Strict => Generate.CanceledBuilds;

    private protected override CanceledBuilds Copy(CanceledBuilds value) => value with { };
}

public sealed class StartingBuildProperties : DocumentProperties<StartingBuild>
{
    private protected override Gen<Written<StartingBuild>> Strict => Generate.StartingBuild;

    private protected override StartingBuild Copy(StartingBuild value) => value with { };
}

public sealed class StartingBuildResultProperties : DocumentProperties<StartingBuildResult>
{
    private protected override Gen<Written<StartingBuildResult>> Strict => Generate.StartingBuildResult;

    private protected override StartingBuildResult Copy(StartingBuildResult value) => value with { };
}
