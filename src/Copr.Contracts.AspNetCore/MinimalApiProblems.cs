using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace Copr.Contracts.AspNetCore;

/// <summary>Answers a request whose body breaks the contract with problem details, in minimal APIs. Other bad requests are answered as
/// before, and an application's own <see cref="BadHttpRequestException"/> with its status.</summary>
/// <remarks>Minimal APIs report why they cannot read a body only if they throw, so they do. The policy catches the exception at the
/// endpoint, so that no middleware of the application sees it.</remarks>
internal sealed class MinimalApiProblems : MatcherPolicy, IEndpointSelectorPolicy
{
    private readonly ConditionalWeakTable<RouteEndpoint, RouteEndpoint> answering = [];

    /// <summary>Whether the application itself wants an exception for every bad request.</summary>
    public bool AreThrown { get; set; }

    /// <summary>After all policies that select an endpoint.</summary>
    public override int Order => int.MaxValue;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(IsMinimalApi);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        for (int index = 0; index < candidates.Count; index++)
        {
            if (candidates.IsValidCandidate(index) && candidates[index].Endpoint is RouteEndpoint endpoint && IsMinimalApi(endpoint))
                candidates.ReplaceEndpoint(index, answering.GetValue(endpoint, Create), candidates[index].Values);
        }

        return Task.CompletedTask;
    }

    /// <summary>Whether the endpoint can be one of minimal APIs: an action of MVC has a descriptor.</summary>
    private static bool IsMinimalApi(Endpoint endpoint) =>
        endpoint is RouteEndpoint { RequestDelegate: not null } && endpoint.Metadata.GetMetadata<ActionDescriptor>() is null;

    private RouteEndpoint Create(RouteEndpoint endpoint) => new(
        context => AnswerAsync(endpoint.RequestDelegate!, context),
        endpoint.RoutePattern, endpoint.Order, endpoint.Metadata, endpoint.DisplayName);

    private async Task AnswerAsync(RequestDelegate endpoint, HttpContext context)
    {
        try
        {
            await endpoint(context).ConfigureAwait(false);
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            if (exception.InnerException is ContractException violation)
                await WriteAsync(context, violation).ConfigureAwait(false);
            else if (AreThrown)
                throw;
            else
                context.Response.StatusCode = exception.StatusCode;
        }
    }

    private static async Task WriteAsync(HttpContext context, ContractException violation)
    {
        ProblemHttpResult problem = TypedResults.Problem(violation.ToProblemDetails());
        context.Response.StatusCode = problem.StatusCode;
        if (context.RequestServices.GetService(typeof(IProblemDetailsService)) is not IProblemDetailsService service
            || !await service.TryWriteAsync(new() { HttpContext = context, ProblemDetails = problem.ProblemDetails }).ConfigureAwait(false))
        {
            await problem.ExecuteAsync(context).ConfigureAwait(false);
        }
    }
}
