using System.Runtime.ExceptionServices;

namespace Copr.Contracts.Tests.Threads;

/// <summary>Threads that start at the same moment.</summary>
internal static class Crowd
{
    /// <summary>Runs each action on its own thread, all at once, and throws the first exception.</summary>
    public static void Run(IReadOnlyList<Action> actions)
    {
        using var start = new Barrier(actions.Count);
        var thrown = new Exception?[actions.Count];
        Thread[] threads =
        [
            .. actions.Select((action, index) => new Thread(() =>
            {
                start.SignalAndWait();
                try
                {
                    action();
                }
                catch (Exception exception)
                {
                    thrown[index] = exception;
                }
            })),
        ];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        if (thrown.FirstOrDefault(static exception => exception is not null) is { } first)
        {
            ExceptionDispatchInfo.Throw(first);
        }
    }
}
