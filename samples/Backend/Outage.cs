using Copr.Contracts;
using Polly;

namespace Copr.Backend;

internal static class Outage
{
    /// <summary>Whether it is the frontend that failed, so that the backend goes on and asks again: it is away, too slow, or talks garbage.</summary>
    public static bool IsBehind(Exception exception, CancellationToken stopping) =>
        exception is HttpRequestException or ExecutionRejectedException or IOException or ContractException
        || (exception is OperationCanceledException && !stopping.IsCancellationRequested);
}
