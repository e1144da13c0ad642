using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Copr.Contracts;
using Copr.Contracts.Validation;
using Copr.Frontend.Pages;
using Copr.Frontend.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Copr.Frontend.Endpoints;

/// <summary>Submits, cancels and requeues builds with the forms of the pages. A refusal shows the form again.</summary>
internal static class FormEndpoints
{
    public static void MapForms(this IEndpointRouteBuilder pages)
    {
        pages.MapPost("/status/coprs/{coprId:long}", Submit).WithMetadata(new RequestGuard.AcceptsForm());
        pages.MapPost("/status/builds/{id:long}", Change).WithMetadata(new RequestGuard.AcceptsForm());
    }

    private static async Task<IResult> Submit(
        long coprId,
        HttpRequest request,
        Passwords passwords,
        QueueContext queue,
        RowReader reader,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, StringValues> form = await ReadAsync(request);
        var entries = new SubmitForm.Entries(Text(form, "user_id"), Text(form, "pkgs"), Text(form, "key"));
        Refusal? refusal = CheckPassword(form, request, passwords);
        if (refusal is null)
        {
            try
            {
                BuildEndpoints.NewBuild build = Parse(entries, request);
                IResult result = (await BuildEndpoints.Submit(
                    coprId, build, entries.Key, request, queue, reader, time, cancellationToken)).Result;
                refusal = FindRefusal(result);
                if (refusal is null)
                {
                    return result is IValueHttpResult { Value: Build submitted } ? ShowNext(request, submitted.Id) : result;
                }

                // The key created no build with these entries. If it belongs to another build, it would be refused forever.
                entries = entries with { Key = null };
            }
            catch (ContractException exception)
            {
                Violation violation = exception.Violation;
                string field = violation.Path.StartsWith("/user_id", StringComparison.Ordinal) ? "user_id" : "pkgs";
                refusal = new(field, $"{violation.Rule}: {violation.Message}.", StatusCodes.Status400BadRequest);
            }
        }

        try
        {
            return await StatusPageEndpoints.ShowCopr(
                coprId, request, queue, reader, time, null, null, cancellationToken, refusal, entries);
        }
        catch (UnreadableRowException)
        {
            return TypedResults.Problem(title: "The copr has no page.", detail: refusal.Text, statusCode: refusal.Status);
        }
    }

    private static async Task<IResult> Change(
        long id,
        HttpRequest request,
        Passwords passwords,
        QueueContext queue,
        RowReader reader,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, StringValues> form = await ReadAsync(request);
        Refusal? refusal = CheckPassword(form, request, passwords);
        if (refusal is null)
        {
            IResult result = (Text(form, "action") switch
            {
                "cancel" => await BuildEndpoints.Cancel(id, queue, reader, time, cancellationToken),
                "requeue" => await BuildEndpoints.Requeue(id, queue, reader, cancellationToken),
                _ => throw new BadHttpRequestException("\"action\" is neither cancel nor requeue."),
            }).Result;
            refusal = FindRefusal(result);
            if (refusal is null)
            {
                return result is IValueHttpResult { Value: Build } ? ShowNext(request, id) : result;
            }
        }

        return await StatusPageEndpoints.ShowBuild(id, request, queue, reader, time, cancellationToken, refusal);
    }

    private static async Task<IReadOnlyDictionary<string, StringValues>> ReadAsync(HttpRequest request)
    {
        ReadOnlyMemory<byte> body = await request.ReadBytesAsync(Limits.BodyBytes);
        try
        {
            using var reader = new FormReader(Encoding.UTF8.GetString(body.Span));
            return reader.ReadForm();
        }
        catch (InvalidDataException exception)
        {
            throw new BadHttpRequestException("The form cannot be read.", exception);
        }
    }

    private static string Text(IReadOnlyDictionary<string, StringValues> form, string name) =>
        form.TryGetValue(name, out StringValues values) ? values.ToString() : "";

    private static Refusal? CheckPassword(IReadOnlyDictionary<string, StringValues> form, HttpRequest request, Passwords passwords) =>
        passwords.Check(request.HttpContext.Connection.RemoteIpAddress, Encoding.UTF8.GetBytes(Text(form, "password"))) switch
        {
            Passwords.Result.Right => null,
            Passwords.Result.Wrong => new("password", "The password is wrong.", StatusCodes.Status403Forbidden),
            _ => new(
                "password",
                "Your address has sent too many wrong passwords. Wait for a minute.",
                StatusCodes.Status429TooManyRequests),
        };

    /// <summary>Reads what a person wrote as the body of a program is read. A person may write each package on a line.</summary>
    private static BuildEndpoints.NewBuild Parse(SubmitForm.Entries entries, HttpRequest request)
    {
        string packages = string.Join(' ', entries.Packages.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (!long.TryParse(entries.UserId, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long userId))
        {
            throw new ContractException(new(Rules.Find("COPR103")!, "/user_id", "\"user_id\" is not a whole number", "a whole number"));
        }

        var body = new JsonObject { ["user_id"] = userId, ["pkgs"] = packages };
        return request.Parse<BuildEndpoints.NewBuild>(Encoding.UTF8.GetBytes(body.ToJsonString()));
    }

    private static Refusal? FindRefusal(IResult result) =>
        result is IValueHttpResult { Value: ProblemDetails problem }
            ? new("pkgs", Describe(problem), problem.Status ?? StatusCodes.Status400BadRequest)
            : null;

    /// <summary>A person has never seen the key of a form.</summary>
    private static string Describe(ProblemDetails problem) =>
        problem.Extensions.TryGetValue(BuildEndpoints.BuildWithKey, out object? id)
            ? $"This form has already submitted build {id}, with other packages or another user id. "
                + "Submit it again to create another build."
            : problem.Detail ?? problem.Title!;

    /// <summary>Makes the browser request the page, so that a reload does not send the form again.</summary>
    private static StatusCodeHttpResult ShowNext(HttpRequest request, long id)
    {
        request.HttpContext.Response.Headers.Location = $"{request.PathBase}/status/builds/{id}";
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }
}
