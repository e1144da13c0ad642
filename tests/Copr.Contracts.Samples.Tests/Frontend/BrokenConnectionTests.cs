using System.Data.Common;
using System.Net;
using Copr.Contracts.Samples.Tests.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore.Diagnostics;
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
        CoprProject copr = CoprJson.Read<CoprProject>((await frontend.SendAsync(HttpMethod.Post, "coprs", Copr)).Body);

        (HttpStatusCode status, string body) = await frontend.SendAsync(HttpMethod.Post, $"coprs/{copr.Id}/builds", Build);

        connection.HasBroken.Should().BeTrue();
        status.Should().Be(HttpStatusCode.Created);
        (_, string list) = await frontend.SendAsync(HttpMethod.Get, "waiting_builds/");
        CoprJson.Read<WaitingBuilds>(list).Builds.Should().Equal(CoprJson.Read<Build>(body));
    }

    [SkippableFact]
    public async Task Two_submissions_without_a_key_are_two_builds()
    {
        await using WebApplication frontend = await StartAsync();
        CoprProject copr = CoprJson.Read<CoprProject>((await frontend.SendAsync(HttpMethod.Post, "coprs", Copr)).Body);

        await frontend.SendAsync(HttpMethod.Post, $"coprs/{copr.Id}/builds", Build);
        await frontend.SendAsync(HttpMethod.Post, $"coprs/{copr.Id}/builds", Build);

        (_, string list) = await frontend.SendAsync(HttpMethod.Get, "waiting_builds/");
        CoprJson.Read<WaitingBuilds>(list).Builds.Should().HaveCount(2);
    }

    [SkippableFact]
    public async Task A_copr_is_created()
    {
        var connection = new ConnectionThatBreaksAfter("INSERT INTO \"Coprs\"");
        await using WebApplication frontend = await StartAsync(connection);

        (HttpStatusCode status, string body) = await frontend.SendAsync(HttpMethod.Post, "coprs", Copr);

        connection.HasBroken.Should().BeTrue();
        status.Should().Be(HttpStatusCode.Created, "{0}", body);
        (_, string copr) = await frontend.SendAsync(HttpMethod.Get, $"coprs/{CoprJson.Read<CoprProject>(body).Id}");
        CoprJson.Read<CoprProject>(copr).Should().Be(CoprJson.Read<CoprProject>(body));
    }

    private Task<WebApplication> StartAsync(params IInterceptor[] interceptors) =>
        FrontendInProcess.StartAsync(cluster.NewDatabase(), interceptors);

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
