using Copr.Contracts;
using Microsoft.Extensions.Options;

namespace Copr.Backend.Storage;

/// <summary>The files of a backend, so that it loses nothing if it is killed. Only one backend at a time can open a folder.</summary>
internal sealed class BackendFolder : IDisposable
{
    private readonly FileStream lockFile;

    public BackendFolder(IOptions<BackendOptions> options)
    {
        Root = Directory.CreateDirectory(options.Value.Folder).FullName;
        lockFile = new FileStream(Path.Combine(Root, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        Jobs = new(Path.Combine(Root, "jobs"));
        Reports = new(Path.Combine(Root, "reports"));
        Refusals = new(Path.Combine(Root, "refused"));
        SetAside = new(Path.Combine(Root, "set-aside"));
    }

    public string Root { get; }

    /// <summary>The builds that this backend has started, or is about to ask for.</summary>
    public JsonFolder<Build> Jobs { get; }

    /// <summary>The reports that the frontend has not received yet.</summary>
    public JsonFolder<BuildUpdate> Reports { get; }

    /// <summary>The ends of the builds that break the contract; reported after the frontend has given this backend the build.</summary>
    public JsonFolder<BuildUpdate> Refusals { get; }

    /// <summary>The builds, jobs and reports that are set aside.</summary>
    public SetAsideFolder SetAside { get; }

    /// <summary>Returns the folder for the results. A name that could lead out of the root (COPR211) has been refused before.</summary>
    public static DirectoryInfo GetResultsFolder(string root, Build build, Chroot chroot) =>
        new(Path.Combine(Path.GetFullPath(root), "results", GetCoprPath(build.Copr), chroot.ToString(), $"{build.Id}"));

    /// <summary>Returns the path of a copr below the results. Coprs of two owners can have the same name.</summary>
    public static string GetCoprPath(CoprProject copr) => $"{copr.OwnerId}/{copr.Name}";

    /// <summary>Returns the path below the results of what is wrong with a build. No owner's id is like it.</summary>
    public static string GetRefusalPath(long id) => $"refused/{id}";

    public DirectoryInfo CreateRefusalFolder(long id) => Directory.CreateDirectory(Path.Combine(Root, "results", GetRefusalPath(id)));

    public DirectoryInfo CreateResultsFolder(Build build, Chroot chroot)
    {
        DirectoryInfo results = GetResultsFolder(Root, build, chroot);
        results.Create();
        return results;
    }

    public void Dispose() => lockFile.Dispose();
}
