namespace Copr.Contracts;

/// <summary>The paths of the contract. They are relative to a frontend's base URL, which may have a path of its own.</summary>
public static class CoprEndpoints
{
    /// <summary><c>GET</c>: the <see cref="Contracts.WaitingBuilds"/>; <c>?limit=N</c> asks for up to N of them.</summary>
    public const string WaitingBuilds = "waiting_builds/";

    /// <summary><c>POST</c> or <c>PUT</c>: a backend's <see cref="BuildUpdates"/>; response: <see cref="BuildUpdatesResult"/>.</summary>
    public const string UpdateBuilds = "update_builds/";

    /// <summary><c>POST</c>: a backend's <see cref="StartBuildRequest"/>; response: <see cref="StartBuildResponse"/>.</summary>
    public const string StartingBuild = "starting_build/";

    /// <summary><c>GET</c>: the <see cref="Contracts.CanceledBuilds"/>.</summary>
    public const string CanceledBuilds = "canceled_builds/";
}
