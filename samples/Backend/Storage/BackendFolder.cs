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
        SetAside = Directory.CreateDirectory(Path.Combine(Root, "set-aside")).FullName;
    }

    public string Root { get; }

    /// <summary>The builds that this backend has started, or is about to ask for.</summary>
    public JsonFolder<Build> Jobs { get; }

    /// <summary>The reports that the frontend has not received yet.</summary>
    public JsonFolder<BuildUpdate> Reports { get; }

    /// <summary>The folder for builds, jobs and reports that are set aside.</summary>
    public string SetAside { get; }

    /// <summary>Creates the folder for the results. A name that could lead out of the folder (COPR211) has been refused before.</summary>
    public DirectoryInfo CreateResultsFolder(Build build, Chroot chroot) =>
        Directory.CreateDirectory(Path.Combine(Root, "results", build.Copr.Name, chroot.ToString(), $"{build.Id}"));

    public void Dispose() => lockFile.Dispose();
}
