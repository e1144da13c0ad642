using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Copr.Contracts.Json;
using Copr.Contracts.Text;

namespace Copr.Contracts.Validation;

/// <content>What a frontend answered, with its status and headers.</content>
public static partial class ContractValidator
{
    private const string MediaType = "application/json";

    /// <summary>
    /// Checks a frontend's answer to <c>GET waiting_builds/</c>: its status, its content type, and its body as it comes in.
    /// For a test of a frontend: <c>(await ContractValidator.ValidateAsync(await client.GetAsync(WaitingBuilds.Path))).ThrowIfInvalid()</c>.
    /// </summary>
    /// <param name="response">The answer; the body of one that is not 200 is not looked at.</param>
    /// <param name="options"><see cref="CoprJson.Strict"/> where null, <see cref="CoprJson.Lenient"/>, or options that the contract was added to.</param>
    /// <param name="limit">How many builds the list may hold.</param>
    /// <param name="limits">How much is taken from the sender; <see cref="ReaderLimits.Default"/> where null.</param>
    /// <param name="cancellationToken">Ends the check early.</param>
    /// <exception cref="ArgumentNullException">The answer is null.</exception>
    /// <exception cref="ArgumentException">The options read builds with a converter that is not the contract's.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    /// <exception cref="NotSupportedException">The options do not know the contract's types.</exception>
    /// <exception cref="HttpRequestException">The body could not be had.</exception>
    /// <exception cref="OperationCanceledException">The check was canceled.</exception>
    public static async Task<ValidationReport> ValidateAsync(
        HttpResponseMessage response, JsonSerializerOptions? options = null, int limit = WaitingBuilds.DefaultLimit, ReaderLimits? limits = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return new ValidationReport([Wrong(string.Create(CultureInfo.InvariantCulture, $"the status is {(int)response.StatusCode}; expected 200"))]);
        }

        Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            ValidationReport report = await ValidateAsync(body, options, limit, limits, cancellationToken).ConfigureAwait(false);
            return FindProblem(response.Content.Headers.ContentType) is { } problem ? new ValidationReport([Wrong(problem), .. report.Violations]) : report;
        }
    }

    private static string? FindProblem(MediaTypeHeaderValue? type) =>
        type is null ? $"there is no content type; expected {MediaType}"
        : !MediaType.Equals(type.MediaType, StringComparison.OrdinalIgnoreCase) ? $"the content type is {Excerpt.Of(type.MediaType)}; expected {MediaType}"
        : type.CharSet is { } charset && !"utf-8".Equals(charset.Trim('"'), StringComparison.OrdinalIgnoreCase) ? $"the charset is {Excerpt.Of(charset)}; expected utf-8, or none"
        : null;

    private static Violation Wrong(string message) => new(Rules.WrongResponse, "", message);
}
