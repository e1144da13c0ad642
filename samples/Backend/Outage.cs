using Copr.Contracts;
using Polly;

namespace Copr.Backend;

internal static class Outage
{
    /// <summary>
    /// Whether the frontend caused the exception: it is unreachable, too slow, or sends a response that cannot be read. The backend then
    /// tries again later.
    /// </summary>
    public static bool IsCauseOf(Exception exception, CancellationToken stopping) =>
        exception is HttpRequestException or ExecutionRejectedException or IOException or ContractException
        || (exception is OperationCanceledException && !stopping.IsCancellationRequested);
}
