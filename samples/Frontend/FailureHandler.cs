using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Copr.Frontend;

/// <summary>
/// Answers exceptions with problem details (RFC 9457), never with a stack trace. A body that breaks the contract is answered before.
/// </summary>
internal sealed class FailureHandler(IProblemDetailsService problems) : IExceptionHandler
{
    /// <summary>Whether the sender caused the exception. The response then says everything, so it is not logged.</summary>
    public static bool IsCausedBySender(Exception exception) => exception is BadHttpRequestException;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = exception switch
        {
            BadHttpRequestException bad =>
                TypedResults.Problem(title: "The request is wrong.", detail: bad.Message, statusCode: bad.StatusCode),
            DbException or DbUpdateException or RetryLimitExceededException => TypedResults.Problem(
                title: "The database does not answer.",
                detail: "Nothing is lost. Try again.",
                statusCode: StatusCodes.Status503ServiceUnavailable),
            _ => TypedResults.Problem(title: "The frontend failed.", statusCode: StatusCodes.Status500InternalServerError),
        };
        httpContext.Response.StatusCode = problem.StatusCode;
        return await problems.TryWriteAsync(
            new() { HttpContext = httpContext, ProblemDetails = problem.ProblemDetails, Exception = exception });
    }
}
