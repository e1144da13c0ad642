using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Copr.Frontend;

/// <summary>Basic authentication with any user name. Only the password counts.</summary>
internal sealed class BackendPassword : AuthenticationSchemeOptions
{
    public const string Scheme = "Basic";

    /// <summary>The password. There is no default: a frontend without a password does not start.</summary>
    public string Password { get; set; } = "";

    /// <summary>How many wrong passwords an address may send in a minute. After that, it must wait.</summary>
    public int WrongPasswordsPerMinute { get; set; } = 30;

    public sealed class Handler(
        IOptionsMonitor<BackendPassword> options, Passwords passwords, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<BackendPassword>(options, logger, encoder)
    {
        private bool mustWait;

        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (!AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out AuthenticationHeaderValue? header)
                || !string.Equals(header.Scheme, BackendPassword.Scheme, StringComparison.OrdinalIgnoreCase))
            {
                return Task.FromResult(AuthenticateResult.NoResult());
            }

            byte[] credentials = new byte[header.Parameter?.Length ?? 0];
            if (!Convert.TryFromBase64String(header.Parameter ?? "", credentials, out int length))
            {
                return Task.FromResult(AuthenticateResult.Fail("The credentials are not Base64."));
            }

            ReadOnlySpan<byte> given = credentials.AsSpan(0, length);
            int colon = given.IndexOf((byte)':');
            Passwords.Result result = passwords.Check(Context.Connection.RemoteIpAddress, colon < 0 ? default : given[(colon + 1)..]);
            mustWait = result == Passwords.Result.MustWait;
            if (result != Passwords.Result.Right)
            {
                return Task.FromResult(AuthenticateResult.Fail("The password is wrong, or the address must wait."));
            }

            var user = new Claim(ClaimTypes.Name, Encoding.UTF8.GetString(given[..colon]));
            var principal = new ClaimsPrincipal(new ClaimsIdentity([user], BackendPassword.Scheme));
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(principal, BackendPassword.Scheme)));
        }

        protected override Task HandleChallengeAsync(AuthenticationProperties properties)
        {
            if (mustWait)
            {
                Response.StatusCode = StatusCodes.Status429TooManyRequests;
                Response.Headers.RetryAfter = "60";
                return Task.CompletedTask;
            }

            Response.Headers.WWWAuthenticate = "Basic realm=\"copr\", charset=\"UTF-8\"";
            return base.HandleChallengeAsync(properties);
        }
    }
}

internal static class BackendPasswordRegistration
{
    public static void AddBackendPassword(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddAuthentication(BackendPassword.Scheme)
            .AddScheme<BackendPassword, BackendPassword.Handler>(BackendPassword.Scheme, configureOptions: null);
        services.AddOptions<BackendPassword>(BackendPassword.Scheme)
            .Bind(configuration.GetSection("Backend"))
            .Validate(
                static options => options.Password.Length > 0,
                "Backend:Password is empty. Set it, for example with the environment variable Backend__Password.")
            .Validate(
                static options => options.WrongPasswordsPerMinute > 0,
                "Backend:WrongPasswordsPerMinute is out of range. Set it to a number from 1.")
            .ValidateOnStart();
        services.AddSingleton<Passwords>();
        services.AddAuthorization();
    }
}
