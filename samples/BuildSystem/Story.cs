using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Copr.Contracts;

namespace Copr.BuildSystem;

/// <summary>Submits builds of all kinds and prints what happens to them.</summary>
internal sealed class Story(RunningSystem system)
{
    private readonly Stopwatch clock = Stopwatch.StartNew();

    public async Task PlayAsync()
    {
        long ff2 = await CreateAsync("ff2", "fedora-17-i386 fedora-17-x86_64", null);
        long foocopr = await CreateAsync("foocopr", "fedora-rawhide-i386", "http://foo/repo http://bar/repo");
        long moving = await CreateAsync("moving", "fedora-17-x86_64", null);

        List<Build> builds =
        [
            await SubmitAsync(ff2, "http://foo/pkg.src.rpm"),
            await SubmitAsync(foocopr, "http://foo/pkg-1.src.rpm http://foo/spam-2.src.rpm"),
            await SubmitAsync(moving, "http://foo/pkg-3.src.rpm"),
        ];
        await PutAsync($"coprs/{moving}", new { chroots = "fedora-18-x86_64", repos = (string?)null });
        Print("copr \"moving\" changes to fedora-18-x86_64; the submitted build does not change");

        builds.Add(await SubmitAsync(foocopr, "http://foo/spam-2.src.rpm"));
        builds.Add(await SubmitAsync(ff2, "http://foo/pkg-4.src.rpm"));
        await CancelAsync(builds[^1]);

        await SubmitAsync(ff2, "/srv/pkg.src.rpm", isRefused: true);
        await CreateAsync("mixed", "fedora-17-i386 fedora-18-i386", null, isRefused: true);
        Console.WriteLine();

        Summarize(await WatchAsync(builds));
    }

    private async Task<long> CreateAsync(string name, string chroots, string? repositories, bool isRefused = false)
    {
        using HttpResponseMessage response = await PostAsync("coprs", new { owner_id = 2, name, chroots, repos = repositories });
        if (isRefused)
        {
            await PrintRefusalAsync($"copr \"{name}\" for {chroots}", response);
            return 0;
        }

        return (await ReadAsync<CoprProject>(response)).Id;
    }

    private async Task<Build> SubmitAsync(long copr, string packages, bool isRefused = false)
    {
        using HttpResponseMessage response = await PostAsync($"coprs/{copr}/builds", new { user_id = 1, pkgs = packages });
        if (isRefused)
        {
            await PrintRefusalAsync($"a build of {packages}", response);
            return null!;
        }

        Build build = await ReadAsync<Build>(response);
        Print($"build {build.Id} of \"{build.Copr.Name}\" is submitted: {build.Packages} for {build.Chroots}");
        return build;
    }

    private async Task CancelAsync(Build build)
    {
        using HttpResponseMessage response = await PostAsync($"builds/{build.Id}/cancel", new { });
        response.EnsureSuccessStatusCode();
        Print($"build {build.Id} is canceled");
    }

    /// <summary>Polls the frontend, as anybody can, until all builds have ended or are canceled.</summary>
    private async Task<List<Build>> WatchAsync(List<Build> builds)
    {
        while (builds.Exists(static build => build.State is BuildState.Waiting or BuildState.Running))
        {
            await Task.Delay(50);
            for (int index = 0; index < builds.Count; index++)
            {
                var path = new Uri($"builds/{builds[index].Id}", UriKind.Relative);
                using HttpResponseMessage response = await system.Person.GetAsync(path);
                Build now = await ReadAsync<Build>(response);
                if (now.State != builds[index].State && !now.IsCanceled)
                {
                    Print(now.State == BuildState.Ended
                        ? $"build {now.Id} ended: {now.Status}"
                        : $"build {now.Id} is running for {now.Chroots}");
                }

                builds[index] = now;
            }
        }

        return builds;
    }

    private void Summarize(List<Build> builds)
    {
        Console.WriteLine($"\n{"Build",-7}{"Copr",-10}{"Chroots",-34}End");
        foreach (Build build in builds)
        {
            Console.WriteLine($"{build.Id,-7}{build.Copr.Name,-10}{build.Chroots,-34}{(build.IsCanceled ? "canceled" : build.Status)}");
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"\n{builds.Count} builds, 2 refused requests, {clock.Elapsed.TotalSeconds:0.0} seconds."));
    }

    private void Print(string text) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds,5:0.0} s  {text}"));

    private async Task PrintRefusalAsync(string request, HttpResponseMessage response)
    {
        if (response.StatusCode != HttpStatusCode.BadRequest)
        {
            throw new InvalidOperationException($"The frontend accepted {request}.");
        }

        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Print($"{request} is refused: {problem.RootElement.GetProperty("detail").GetString()}");
    }

    private Task<HttpResponseMessage> PostAsync<T>(string path, T body) =>
        system.Person.PostAsync(new Uri(path, UriKind.Relative), Content(body));

    private async Task PutAsync<T>(string path, T body)
    {
        using HttpResponseMessage response = await system.Person.PutAsync(new Uri(path, UriKind.Relative), Content(body));
        response.EnsureSuccessStatusCode();
    }

    private static StringContent Content<T>(T body) => new(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response)
        where T : class, IContractObject<T>
    {
        response.EnsureSuccessStatusCode();
        return CoprJson.Read<T>(await response.Content.ReadAsByteArrayAsync());
    }
}
