using System.Diagnostics;
using Xunit.Sdk;

namespace Copr.Contracts.Samples.Tests.Running;

/// <summary>Waits for another process. The timeout is for a process that hangs and says nothing about speed.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(4);

    public static Task Async(Func<bool> condition, Func<string> description) => Async(() => Task.FromResult(condition()), description);

    public static async Task Async(Func<Task<bool>> condition, Func<string> description)
    {
        long start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(start) > Timeout)
            {
                throw new XunitException($"Timed out waiting for {description()}");
            }

            await Task.Delay(50);
        }
    }
}
