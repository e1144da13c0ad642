using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Copr.Backend;

/// <summary>System calls that .NET has no methods for.</summary>
internal static partial class Posix
{
    private const int SigKill = 9;

    /// <summary>Writes a folder's list of files to the disk, so that a file that was renamed survives a power failure.</summary>
    public static void SyncFolder(string folder)
    {
        using SafeFileHandle handle = Open(folder, flags: 0);
        if (handle.IsInvalid || Sync(handle) != 0)
        {
            throw new IOException($"{folder}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
        }
    }

    /// <summary>Kills all processes of a group. There may be none.</summary>
    public static void KillGroup(int id) => _ = Kill(-id, SigKill);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}
