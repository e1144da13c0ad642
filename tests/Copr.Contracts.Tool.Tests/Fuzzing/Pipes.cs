using System.Diagnostics;

namespace Copr.Contracts.Tool.Tests.Fuzzing;

/// <summary>Makes named pipes.</summary>
internal static class Pipes
{
    public static void Make(string path)
    {
        using Process process = Process.Start("mkfifo", [path]);
        process.WaitForExit();
    }
}
