using Copr.Contracts;
using Microsoft.Extensions.Options;

namespace Copr.Backend.Storage;

/// <summary>What a backend keeps on disk, so that nothing is lost when it is killed. One backend at a time has it.</summary>
internal sealed class BackendFolder : IDisposable
{
    private readonly FileStream owner;

    public BackendFolder(IOptions<BackendOptions> options)
    {
        Root = Directory.CreateDirectory(options.Value.Folder).FullName;
        owner = new FileStream(Path.Combine(Root, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        Jobs = new(Path.Combine(Root, "jobs"));
        Reports = new(Path.Combine(Root, "reports"));
        SetAside = Directory.CreateDirectory(Path.Combine(Root, "set-aside")).FullName;
    }

    public string Root { get; }

    /// <summary>The builds that this backend has, or is about to ask for.</summary>
    public JsonFolder<Build> Jobs { get; }

    /// <summary>What the frontend does not know yet.</summary>
    public JsonFolder<BuildUpdate> Reports { get; }

    /// <summary>Where what breaks the contract is kept.</summary>
    public string SetAside { get; }

    /// <summary>Where the results of a build go; a name that could lead elsewhere (COPR211) was refused before.</summary>
    public DirectoryInfo ResultsOf(Build build, Chroot chroot) =>
        Directory.CreateDirectory(Path.Combine(Root, "results", build.Copr.Name, chroot.ToString(), $"{build.Id}"));

    public void Dispose() => owner.Dispose();
}
