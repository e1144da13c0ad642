using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Copr.Contracts.AspNetCore;

/// <summary>
/// Answers a minimal API's request whose body breaks the contract with problem details. Everything else stays as it is without this
/// class.
/// </summary>
/// <remarks>
/// Minimal APIs report why a body cannot be read only if they throw, so they do. The exception ends in the application's exception handler,
/// in the developer exception page, or at the start of the pipeline, whichever it meets first.
/// </remarks>
internal sealed class BadRequests : IExceptionHandler, IDeveloperPageExceptionFilter, IStartupFilter
{
    /// <summary>Whether the application itself wants an exception for every bad request.</summary>
    public bool AreThrown { get; set; }

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException bad || httpContext.Response.HasStarted)
        {
            return false;
        }

        if (bad.InnerException is ContractException violation)
        {
            await WriteAsync(httpContext, violation).ConfigureAwait(false);
            return true;
        }

        httpContext.Response.StatusCode = AreThrown ? httpContext.Response.StatusCode : bad.StatusCode;
        return !AreThrown;
    }

    public async Task HandleExceptionAsync(ErrorContext errorContext, Func<ErrorContext, Task> next)
    {
        if (!await TryHandleAsync(errorContext.HttpContext, errorContext.Exception, CancellationToken.None).ConfigureAwait(false))
        {
            await next(errorContext).ConfigureAwait(false);
        }
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => application =>
    {
        application.Use(async (context, rest) =>
        {
            try
            {
                await rest(context).ConfigureAwait(false);
            }
            catch (BadHttpRequestException exception)
            {
                if (!await TryHandleAsync(context, exception, CancellationToken.None).ConfigureAwait(false))
                {
                    throw;
                }
            }
        });
        next(application);
    };

    private static async Task WriteAsync(HttpContext context, ContractException violation)
    {
        var problem = TypedResults.Problem(violation.ToProblemDetails());
        context.Response.StatusCode = problem.StatusCode;
        if (context.RequestServices.GetService(typeof(IProblemDetailsService)) is not IProblemDetailsService service
            || !await service.TryWriteAsync(new() { HttpContext = context, ProblemDetails = problem.ProblemDetails }).ConfigureAwait(false))
        {
            await problem.ExecuteAsync(context).ConfigureAwait(false);
        }
    }
}
