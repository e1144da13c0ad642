using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Copr.Contracts.Tool.Tests.Commands;

/// <summary>The check of a running frontend.</summary>
public sealed class CheckUrlTests
{
    [Theory]
    [InlineData("", "/waiting_builds/")]
    [InlineData("/", "/waiting_builds/")]
    [InlineData("/backend", "/backend/waiting_builds/")]
    [InlineData("/backend/", "/backend/waiting_builds/")]
    [InlineData("/waiting_builds/", "/waiting_builds/")]
    [InlineData("/backend/waiting_builds", "/backend/waiting_builds")]
    [InlineData("/waiting_builds/?limit=20", "/waiting_builds/?limit=20")]
    [InlineData("/captures/waiting.json", "/captures/waiting.json")]
    public async Task A_URL_is_that_of_a_frontend_or_of_its_endpoint(string path, string requested)
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.Text(WaitingBuildsText.Empty));

        ToolRun run = await ToolProgram.RunAsync(["check", server.Url + path]);

        run.Should().Be(new ToolRun(0, $"{server.Url}{path}: conforms to waiting-builds\n", ""));
        server.Paths.Should().Equal(requested);
    }

    [Theory]
    [InlineData("/?ratelimit=5", "/waiting_builds/?ratelimit=5&limit=20")]
    [InlineData("/?a=limit=5", "/waiting_builds/?a=limit=5&limit=20")]
    [InlineData("/?limit", "/waiting_builds/?limit")]
    [InlineData("/?a=b&%6cimit=7", "/waiting_builds/?a=b&limit=7")]
    [InlineData("/waiting.json?a=b", "/waiting.json?a=b")]
    public async Task The_limit_is_requested_if_no_parameter_has_its_name(string path, string requested)
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.Text(WaitingBuildsText.Empty));

        await ToolProgram.RunAsync(["check", server.Url + path, "--limit", "20"]);

        server.Paths.Should().Equal(requested);
    }

    [Theory]
    [InlineData("/canceled_builds/", """{"builds":[4]}""", "canceled-builds")]
    [InlineData("/x.json", """{"builds":[4]}""", "canceled-builds")]
    [InlineData("/x.json", """{"can_start":true}""", "starting-build-result")]
    public async Task Any_document_can_be_checked_by_its_URL(string path, string body, string contract)
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.Text(body, "text/plain"));

        (await ToolProgram.RunAsync(["check", server.Url + path])).Output.Should().Be($"{server.Url}{path}: conforms to {contract}\n");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_compressed_answer_is_decoded(string coding)
    {
        await using TestServer server = await TestServer.StartAsync(async context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.Headers.ContentEncoding = coding;
            await using Stream body = coding switch
            {
                "gzip" => new GZipStream(context.Response.Body, CompressionLevel.Fastest),
                "deflate" => new ZLibStream(context.Response.Body, CompressionLevel.Fastest),
                _ => new BrotliStream(context.Response.Body, CompressionLevel.Fastest),
            };
            await body.WriteAsync(Encoding.UTF8.GetBytes(WaitingBuildsText.Empty));
        });

        (await ToolProgram.RunAsync(["check", server.Url])).Should().Be(new ToolRun(0, $"{server.Url}: conforms to waiting-builds\n", ""));
    }

    [Fact]
    public async Task Another_coding_is_named()
    {
        await using TestServer server = await TestServer.StartAsync(static context =>
        {
            context.Response.Headers.ContentEncoding = "zstd";
            return TestServer.Text("?")(context);
        });

        ToolRun run = await ToolProgram.RunAsync(["check", server.Url]);

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("COPR109 wrong-response: the content coding is \"zstd\"").And.NotContain("COPR101");
    }

    [Theory]
    [InlineData(301)]
    [InlineData(308)]
    public async Task A_redirect_within_the_origin_is_followed_with_its_headers(int status)
    {
        List<string> tokens = [];
        await using TestServer server = await TestServer.StartAsync(context =>
        {
            tokens.Add(context.Request.Headers["X-Token"].ToString());
            context.Response.Headers.Location = "/waiting_builds/";
            bool isThere = context.Request.Path.Value!.EndsWith('/');
            return TestServer.Text(WaitingBuildsText.Empty, status: isThere ? 200 : status)(context);
        });

        ToolRun run = await ToolProgram.RunAsync(["check", server.Url + "/waiting_builds", "--header", "X-Token: abcd"]);

        run.ExitCode.Should().Be(0);
        tokens.Should().Equal("abcd", "abcd");
    }

    [Theory]
    [InlineData("text/html", 200)]
    [InlineData("application/json", 500)]
    public async Task A_wrong_response_names_the_URL_that_was_requested(string contentType, int status)
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.Text(WaitingBuildsText.Empty, contentType, status));

        (await ToolProgram.RunAsync(["check", server.Url])).Output.Should().Contain($"in the answer of {server.Url}/waiting_builds/");
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_the_reason()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        using X509Certificate2 usable = X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(usable)));
        builder.Logging.ClearProviders();
        await using WebApplication server = builder.Build();
        await server.StartAsync();

        ToolRun run = await ToolProgram.RunAsync(["check", server.Urls.First()]);

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain("the server's certificate is not trusted").And.Contain("/waiting_builds/").And.NotContain("inner exception");
    }

    [Fact]
    public async Task A_connection_that_is_closed_is_the_reason()
    {
        await using RawServer server = RawServer.Start([]);

        ToolRun run = await ToolProgram.RunAsync(["check", server.Url]);

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain("the connection was closed or reset").And.Contain($"{server.Url}waiting_builds/");
    }

    [Fact]
    public async Task The_limit_is_requested_from_the_frontend()
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.Text(WaitingBuildsText.Empty));

        await ToolProgram.RunAsync(["check", server.Url, "--limit", "100"]);

        server.Paths.Should().Equal("/waiting_builds/?limit=100");
    }

    [Theory]
    [InlineData("text/html", 200, WaitingBuildsText.Empty, "COPR109 wrong-response: the content type is \"text/html\"")]
    [InlineData("application/json", 404, WaitingBuildsText.Empty, "COPR109 wrong-response: the status is 404")]
    [InlineData("application/json", 200, "[]", ":1:1: error COPR103")]
    public async Task A_wrong_response_does_not_conform(string contentType, int status, string body, string reported)
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.Text(body, contentType, status));

        ToolRun run = await ToolProgram.RunAsync(["check", server.Url]);

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain(reported);
    }

    [Fact]
    public async Task A_response_has_at_most_256_MiB()
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.FloodAsync);

        ToolRun run = await ToolProgram.RunAsync(["check", server.Url]);

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("COPR108 limit-exceeded: the document is larger than 268435456 bytes");
    }

    [Fact]
    public async Task A_frontend_that_does_not_respond_in_time_cannot_be_checked()
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.HangAsync);

        ToolRun run = await ToolProgram.RunAsync(["check", server.Url, "--timeout", "0.5"]);

        run.Should().Be(
            new ToolRun(2, "", $"copr-contracts: {server.Url}: there is no response within 0.5 seconds; --timeout allows more.\n"));
    }

    [Fact]
    public async Task A_frontend_that_does_not_run_cannot_be_checked()
    {
        ToolRun run = await ToolProgram.RunAsync(["check", "http://127.0.0.1:1/"]);

        run.ExitCode.Should().Be(2);
        run.Error.Should().StartWith("copr-contracts: http://127.0.0.1:1/: ").And.NotContain("   at ");
    }

    [Fact]
    public async Task A_frontend_has_no_reports_to_check()
    {
        ToolRun run = await ToolProgram.RunAsync(["check", "http://127.0.0.1:1/", "--contract", "update-builds"]);

        run.Should().Be(
            new ToolRun(2, "", "copr-contracts: http://127.0.0.1:1/: a frontend does not serve update-builds; check a file instead.\n"));
    }

    [Fact]
    public async Task Headers_and_the_password_are_sent()
    {
        string? token = null;
        await using TestServer server = await TestServer.StartAsync(context =>
        {
            token = context.Request.Headers["X-Token"];
            return TestServer.Text(WaitingBuildsText.Empty)(context);
        });

        await ToolProgram.RunAsync(
            ["check", server.Url, "--header", "X-Token: a:b", "--user", "me"], null, ("COPR_CONTRACTS_PASSWORD", "secret"));

        token.Should().Be("a:b");
        server.Authorizations.Should().Equal("Basic " + Convert.ToBase64String("me:secret"u8));
    }

    [Fact]
    public async Task Headers_do_not_follow_a_redirect()
    {
        await using TestServer other = await TestServer.StartAsync(TestServer.Text(WaitingBuildsText.Empty));
        await using TestServer server = await TestServer.StartAsync(TestServer.Redirect(_ => other.Url));

        ToolRun run = await ToolProgram.RunAsync(["check", server.Url, "--header", "X-Token: secret"]);

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain($"the status is 302, a redirect to {other.Url}/");
        other.Paths.Should().BeEmpty();
    }
}
