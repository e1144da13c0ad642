using System.Diagnostics;
using Xunit.Sdk;

namespace Copr.Contracts.Samples.Tests.Running;

/// <summary>Waits for what another process does. The limit is for what hangs, and says nothing about speed.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    public static Task Async(Func<bool> isSo, Func<string> what) => Async(() => Task.FromResult(isSo()), what);

    public static async Task Async(Func<Task<bool>> isSo, Func<string> what)
    {
        long start = Stopwatch.GetTimestamp();
        while (!await isSo())
        {
            if (Stopwatch.GetElapsedTime(start) > Patience)
            {
                throw new XunitException($"Waited in vain for {what()}");
            }

            await Task.Delay(50);
        }
    }
}
