using System.Data.Common;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Copr.Contracts.Samples.Tests.Running;
using Copr.Frontend;
using Copr.Frontend.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Copr.Contracts.Samples.Tests.Frontend;

/// <summary>A connection breaks after PostgreSQL has stored a row, before the frontend knows it. The insert is repeated.</summary>
[Collection(nameof(PostgreSqlCluster))]
public sealed class BrokenConnectionTests(PostgreSqlCluster cluster)
{
    private const string Copr = """{"owner_id":1,"name":"ff2","chroots":"fedora-17-i386"}""";

    private const string Build = """{"user_id":1,"pkgs":"http://foo/pkg.src.rpm"}""";

    [SkippableFact]
    public async Task A_submission_without_a_key_is_one_build()
    {
        var connection = new ConnectionThatBreaksAfter("INSERT INTO \"Builds\"");
        await using WebApplication frontend = await StartAsync(connection);
        CoprProject copr = CoprJson.Read<CoprProject>((await SendAsync(frontend, HttpMethod.Post, "coprs", Copr)).Body);

        (HttpStatusCode status, string body) = await SendAsync(frontend, HttpMethod.Post, $"coprs/{copr.Id}/builds", Build);

        connection.HasBroken.Should().BeTrue();
        status.Should().Be(HttpStatusCode.Created);
        (_, string list) = await SendAsync(frontend, HttpMethod.Get, "waiting_builds/");
        CoprJson.Read<WaitingBuilds>(list).Builds.Should().Equal(CoprJson.Read<Build>(body));
    }

    [SkippableFact]
    public async Task Two_submissions_without_a_key_are_two_builds()
    {
        await using WebApplication frontend = await StartAsync();
        CoprProject copr = CoprJson.Read<CoprProject>((await SendAsync(frontend, HttpMethod.Post, "coprs", Copr)).Body);

        await SendAsync(frontend, HttpMethod.Post, $"coprs/{copr.Id}/builds", Build);
        await SendAsync(frontend, HttpMethod.Post, $"coprs/{copr.Id}/builds", Build);

        (_, string list) = await SendAsync(frontend, HttpMethod.Get, "waiting_builds/");
        CoprJson.Read<WaitingBuilds>(list).Builds.Should().HaveCount(2);
    }

    [SkippableFact]
    public async Task A_copr_is_created()
    {
        var connection = new ConnectionThatBreaksAfter("INSERT INTO \"Coprs\"");
        await using WebApplication frontend = await StartAsync(connection);

        (HttpStatusCode status, string body) = await SendAsync(frontend, HttpMethod.Post, "coprs", Copr);

        connection.HasBroken.Should().BeTrue();
        status.Should().Be(HttpStatusCode.Created, "{0}", body);
        (_, string copr) = await SendAsync(frontend, HttpMethod.Get, $"coprs/{CoprJson.Read<CoprProject>(body).Id}");
        CoprJson.Read<CoprProject>(copr).Should().Be(CoprJson.Read<CoprProject>(body));
    }

    private async Task<WebApplication> StartAsync(params IInterceptor[] interceptors)
    {
        ITestDatabase database = cluster.NewDatabase();
        WebApplication frontend = FrontendApplication.Create(
            [
                $"--contentRoot={Path.GetDirectoryName(SampleProgram.PathOf("Frontend", "Frontend.dll"))}",
                "--urls=http://127.0.0.1:0",
                $"--ConnectionStrings:Queue={database.ConnectionString}",
                $"--Backend:Password={FrontendProgram.Password}",
            ],
            builder => builder.Services.ConfigureDbContext<PostgreSqlQueueContext>(options => options.AddInterceptors(interceptors)));
        await frontend.StartAsync();
        return frontend;
    }

    private static async Task<(HttpStatusCode Status, string Body)> SendAsync(
        WebApplication frontend, HttpMethod method, string path, string? body = null)
    {
        using var http = new HttpClient { BaseAddress = new Uri(frontend.Urls.First(), UriKind.Absolute) };
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = FrontendProgram.Basic("tests", FrontendProgram.Password);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using HttpResponseMessage response = await http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Loses the answer of the first command that contains a text. The database has run the command.</summary>
    private sealed class ConnectionThatBreaksAfter(string text) : DbCommandInterceptor
    {
        private int count;

        public bool HasBroken => count > 0;

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            if (!command.CommandText.Contains(text, StringComparison.Ordinal) || Interlocked.Increment(ref count) > 1)
            {
                return result;
            }

            await result.DisposeAsync();
            throw new NpgsqlException("The test breaks the connection.", new IOException());
        }
    }
}
