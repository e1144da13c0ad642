using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Copr.Contracts.Tool.Checking;
using Copr.Contracts.Tool.Printing;

namespace Copr.Contracts.Tool.Commands;

/// <summary>The options of each command that can request a URL.</summary>
internal static class RequestOptions
{
    private static readonly Option<string[]> HeaderOption = new("--header")
    {
        HelpName = "HEADER",
        Description = "A header for a URL, such as 'X-Token: abc'.",
    };

    private static readonly Option<string?> UserOption = new("--user")
    {
        HelpName = "NAME",
        Description = $"A user; the password is in {Secrets.PasswordVariable}.",
    };

    private static readonly Option<double> TimeoutOption = new("--timeout")
    {
        HelpName = "N",
        CustomParser = static result =>
            double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) ? seconds
            : Refuse<double>(result, "--timeout", "a number of seconds"),
        Description = "The seconds to wait for a response.",
        DefaultValueFactory = static _ => 30,
    };

    public static void AddTo(Command command)
    {
        command.Add(HeaderOption);
        command.Add(UserOption);
        command.Add(TimeoutOption);
    }

    /// <exception cref="CouldNotCheckException">A value is wrong.</exception>
    public static CheckOptions Get(ParseResult parsed) => new()
    {
        Headers = [.. (parsed.GetValue(HeaderOption) ?? []).Select(ParseHeader)],
        Authorization = parsed.GetValue(UserOption) is { } user ? CreateAuthorization(user) : null,
        Timeout = ParseTimeout(parsed.GetValue(TimeoutOption)),
    };

    /// <summary>Reports a wrong value, without the name of its .NET type.</summary>
    public static T? Refuse<T>(ArgumentResult result, string option, string expected)
    {
        result.AddError($"{option} {result.Tokens[0].Value}: expected {expected}");
        return default;
    }

    private static TimeSpan ParseTimeout(double seconds) => seconds is > 0 and <= 86400
        ? TimeSpan.FromSeconds(seconds)
        : throw new CouldNotCheckException(
            string.Create(CultureInfo.InvariantCulture, $"--timeout {seconds}: expected more than 0 seconds, and at most 86400."));

    private static (string Name, string Value) ParseHeader(string header)
    {
        int colon = header.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && !header.Any(char.IsControl)
            ? (header[..colon].Trim(), header[(colon + 1)..].Trim())
            : throw new CouldNotCheckException("--header: expected a name and a value in one line, such as 'X-Token: abc'.");
    }

    private static AuthenticationHeaderValue CreateAuthorization(string user) =>
        Environment.GetEnvironmentVariable(Secrets.PasswordVariable) is { Length: > 0 } password
            ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")))
            : throw new CouldNotCheckException(
                $"--user {user}: there is no password; set the environment variable {Secrets.PasswordVariable}.");
}
