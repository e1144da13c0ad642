using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.DependencyInjection;

namespace Copr.Contracts.AspNetCore;

/// <summary>Answers a request whose body breaks the contract with problem details, in MVC. Other bad requests are answered as before.
/// </summary>
/// <remarks>MVC keeps the exception of a body that it cannot read only if it does not show the exception's message, so it does not. The
/// filter shows the messages of all other exceptions instead.</remarks>
internal sealed class MvcProblems : IActionFilter, IOrderedFilter
{
    /// <summary>Whether the application itself shows the messages of exceptions.</summary>
    public bool AreMessagesShown { get; set; }

    /// <summary>Just before MVC's filter that answers if a model is invalid.</summary>
    public int Order => -2001;

    public void OnActionExecuting(ActionExecutingContext context)
    {
        foreach (ModelErrorCollection errors in context.ModelState.Values.Select(static entry => entry.Errors))
        {
            for (int index = 0; index < errors.Count; index++)
            {
                if (errors[index].Exception is ContractException violation)
                {
                    context.Result = Answer(context, violation);
                    return;
                }

                if (AreMessagesShown && errors[index].Exception is JsonException other)
                {
                    errors[index] = new ModelError(other.Message);
                }
            }
        }
    }

    public void OnActionExecuted(ActionExecutedContext context)
    {
    }

    private static ObjectResult Answer(ActionExecutingContext context, ContractException violation)
    {
        ProblemDetails details = violation.ToProblemDetails();
        ProblemDetails problem = context.HttpContext.RequestServices.GetRequiredService<ProblemDetailsFactory>()
            .CreateProblemDetails(context.HttpContext, details.Status, details.Title, details.Type, details.Detail);
        foreach ((string name, object? value) in details.Extensions)
        {
            problem.Extensions[name] = value;
        }

        return new ObjectResult(problem) { StatusCode = problem.Status, ContentTypes = { "application/problem+json" } };
    }
}
