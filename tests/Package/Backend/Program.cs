// Polls the frontend until nothing waits, and reports that each build succeeded.
using System.Net.Http.Headers;
using Copr.Contracts;

using var client = new HttpClient { BaseAddress = new Uri(args[0]) };
var reader = new WaitingBuildsReader(ReadingMode.Lenient);

while (true)
{
    var ended = new List<BuildUpdate>();
    await using (Stream body = await client.GetStreamAsync(CoprEndpoints.WaitingBuilds))
    {
        await foreach (BuildEntry entry in reader.ReadAsync(body))
        {
            if (entry.IsRejected)
            {
                Console.WriteLine($"build {entry.Id} is rejected: {entry.Violations[0]}");
                continue;
            }

            foreach (Chroot chroot in entry.Build.Chroots)
            {
                string repositories = string.Join(' ', entry.Build.Copr.Repositories.Select(url => url.GetBaseUrl(chroot)));
                Console.WriteLine($"build {entry.Build.Id}: {entry.Build.Packages} for {chroot} with {repositories}");
            }

            ended.Add(new BuildUpdate { Id = entry.Build.Id, EndedOn = DateTimeOffset.UtcNow, Status = BuildStatus.Succeeded });
        }
    }

    if (ended.Count == 0)
    {
        Console.WriteLine("Nothing waits.");
        return;
    }

    // The frontend does not know build 99.
    ended.Add(new BuildUpdate { Id = 99, StartedOn = DateTimeOffset.UtcNow });
    using var content = new ByteArrayContent(CoprJson.Write(new BuildUpdates { Builds = ended }));
    content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
    using HttpResponseMessage response = await client.PostAsync(CoprEndpoints.UpdateBuilds, content);
    response.EnsureSuccessStatusCode();
    BuildUpdatesResult result = await CoprJson.ReadAsync<BuildUpdatesResult>(await response.Content.ReadAsStreamAsync());
    Console.WriteLine($"updated {string.Join(' ', result.UpdatedBuildIds)}, unknown {string.Join(' ', result.NonExistingBuildIds)}");
}
