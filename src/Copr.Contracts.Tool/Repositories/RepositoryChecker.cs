using System.Globalization;

namespace Copr.Contracts.Tool.Repositories;

/// <summary>Requests the metadata of each repository for each architecture that a build is for. Each URL is requested once.</summary>
internal sealed class RepositoryChecker(bool allowsPrivate, TimeSpan timeout)
{
    private const int Concurrency = 8;

    public async Task<IReadOnlyList<Violation>> CheckAsync(
        IReadOnlyList<(int Index, Build Build)> builds, Action<double> progress, CancellationToken cancellationToken)
    {
        (int Index, Chroot Chroot, string Url)[] wanted =
        [
            .. from item in builds
               from repository in item.Build.Copr.Repositories.Distinct()
               from chroot in item.Build.Chroots.DistinctBy(static chroot => chroot.BaseArchitecture, StringComparer.Ordinal)
               select (item.Index, chroot, repository.GetRepomdUrl(chroot)),
        ];
        string[] urls = [.. wanted.Select(static item => item.Url).Distinct(StringComparer.Ordinal)];
        Dictionary<string, RepositoryAnswer?> answers = await RequestAsync(urls, progress, cancellationToken);
        return
        [
            .. from item in wanted
               let answer = answers[item.Url]
               where answer is not null
               select new Violation(
                   answer.Rule,
                   string.Create(CultureInfo.InvariantCulture, $"/builds/{item.Index}/copr/repos"),
                   $"\"{WithoutCredentials(item.Url)}\", for {item.Chroot.BaseArchitecture}, {answer.Found}",
                   "the repository's metadata for every architecture of the build"),
        ];
    }

    private static string WithoutCredentials(string url)
    {
        int start = url.IndexOf("://", StringComparison.Ordinal) + 3;
        int end = url.IndexOfAny(['/', '?', '#'], start);
        int at = url.LastIndexOf('@', end - 1, end - start);
        return at < 0 ? url : string.Concat(url.AsSpan(0, start), "…", url.AsSpan(at));
    }

    private async Task<Dictionary<string, RepositoryAnswer?>> RequestAsync(
        string[] urls, Action<double> progress, CancellationToken cancellationToken)
    {
        using var client = new RepositoryClient(allowsPrivate, timeout);
        var answers = new Dictionary<string, RepositoryAnswer?>(StringComparer.Ordinal);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(urls, parallel, async (url, token) =>
        {
            RepositoryAnswer? answer = await client.RequestAsync(url, token);
            lock (answers)
            {
                answers[url] = answer;
                progress((double)answers.Count / urls.Length);
            }
        });
        return answers;
    }
}
