using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
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

    public sealed class Handler(IOptionsMonitor<BackendPassword> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<BackendPassword>(options, logger, encoder)
    {
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
            if (colon < 0 || !IsPassword(given[(colon + 1)..]))
            {
                return Task.FromResult(AuthenticateResult.Fail("The password is wrong."));
            }

            var user = new Claim(ClaimTypes.Name, Encoding.UTF8.GetString(given[..colon]));
            var principal = new ClaimsPrincipal(new ClaimsIdentity([user], BackendPassword.Scheme));
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(principal, BackendPassword.Scheme)));
        }

        protected override Task HandleChallengeAsync(AuthenticationProperties properties)
        {
            Response.Headers.WWWAuthenticate = "Basic realm=\"copr\", charset=\"UTF-8\"";
            return base.HandleChallengeAsync(properties);
        }

        /// <summary>Compares hashes, so that the elapsed time reveals neither the password nor its length.</summary>
        private bool IsPassword(ReadOnlySpan<byte> given) =>
            CryptographicOperations.FixedTimeEquals(SHA256.HashData(given), SHA256.HashData(Encoding.UTF8.GetBytes(Options.Password)));
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
            .ValidateOnStart();
        services.AddAuthorization();
    }
}
