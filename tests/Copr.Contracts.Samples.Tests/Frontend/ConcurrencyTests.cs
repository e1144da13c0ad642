using System.Net;
using Copr.Contracts.Samples.Tests.Running;

namespace Copr.Contracts.Samples.Tests.Frontend;

public sealed class ConcurrencyTests
{
    private const int Clients = 8;

    private const int RequestsOfEach = 25;

    [Fact]
    public async Task Submissions_are_accepted_by_SQLite_while_others_read_the_list()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        CoprProject copr = await frontend.CreateCoprAsync();

        IEnumerable<Task<HttpStatusCode[]>> writers = Enumerable.Range(0, Clients).Select(_ => RepeatAsync(async () =>
            (await frontend.PostRawAsync($"coprs/{copr.Id}/builds", """{"user_id": 1, "pkgs": "http://foo/pkg.src.rpm"}""")).Status));
        IEnumerable<Task<HttpStatusCode[]>> readers = Enumerable.Range(0, Clients).Select(_ => RepeatAsync(async () =>
            (await frontend.GetAsync("waiting_builds/?limit=100")).Status));
        HttpStatusCode[][] statuses = await Task.WhenAll([.. writers, .. readers]);

        statuses.SelectMany(static each => each).Distinct().Should().BeEquivalentTo([HttpStatusCode.Created, HttpStatusCode.OK]);
    }

    private static async Task<HttpStatusCode[]> RepeatAsync(Func<Task<HttpStatusCode>> request)
    {
        var statuses = new HttpStatusCode[RequestsOfEach];
        for (int index = 0; index < RequestsOfEach; index++)
        {
            statuses[index] = await request();
        }

        return statuses;
    }
}
