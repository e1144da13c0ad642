using Copr.Contracts;
using Copr.Contracts.AspNetCore;
using Copr.Contracts.Validation;
using Copr.Frontend.Storage;
using Microsoft.AspNetCore.Diagnostics;

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
            UnreadableRowException unreadable => TypedResults.Problem(
                title: "What is stored breaks the contract.",
                detail: unreadable.Message,
                statusCode: StatusCodes.Status500InternalServerError),
            _ when Faults.IsTransient(exception) => TypedResults.Problem(
                title: "The database does not answer.",
                detail: "Nothing is lost. Try again.",
                statusCode: StatusCodes.Status503ServiceUnavailable),
            _ when Faults.FindRefusal(exception) is { } refusal => TypedResults.Problem(new ContractException(new(
                Rules.Find("COPR103")!, "", $"the database cannot store a value: {refusal.Message}", "values that it can store"))
                .ToProblemDetails()),
            _ => TypedResults.Problem(title: "The frontend failed.", statusCode: StatusCodes.Status500InternalServerError),
        };
        httpContext.Response.StatusCode = problem.StatusCode;
        return await problems.TryWriteAsync(
            new() { HttpContext = httpContext, ProblemDetails = problem.ProblemDetails, Exception = exception });
    }
}
