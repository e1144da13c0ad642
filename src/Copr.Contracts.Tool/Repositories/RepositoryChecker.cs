using System.Globalization;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tool.Repositories;

/// <summary>Asks the repositories of builds for the metadata of every architecture that is built for, each URL once.</summary>
internal sealed class RepositoryChecker(bool allowsPrivate, TimeSpan timeout)
{
    private const int Concurrency = 8;

    public async Task<IReadOnlyList<Violation>> CheckAsync(IReadOnlyList<(int Index, Build Build)> builds, Action<double> progress, CancellationToken cancellationToken)
    {
        (int Index, RepositoryUrl Repository, Chroot Chroot, string Url)[] wanted =
        [
            .. from item in builds
               from repository in item.Build.Copr.Repositories.Distinct()
               from chroot in item.Build.Chroots.DistinctBy(static chroot => chroot.BaseArchitecture, StringComparer.Ordinal)
               select (item.Index, repository, chroot, repository.RepodataFor(chroot)),
        ];
        using var client = new RepositoryClient(allowsPrivate, timeout);
        string[] urls = [.. wanted.Select(static item => item.Url).Distinct(StringComparer.Ordinal)];
        var answers = new Dictionary<string, RepositoryAnswer?>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(urls, new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken }, async (url, token) =>
        {
            RepositoryAnswer? answer = await client.AskAsync(url, token);
            lock (answers)
            {
                answers[url] = answer;
                progress((double)answers.Count / urls.Length);
            }
        });

        return
        [
            .. from item in wanted
               let answer = answers[item.Url]
               where answer is not null
               select new Violation(answer.Rule, string.Create(CultureInfo.InvariantCulture, $"/builds/{item.Index}/copr/repos"), Message(item.Chroot, item.Url, answer)),
        ];
    }

    private static string Message(Chroot chroot, string url, RepositoryAnswer answer) =>
        $"for {chroot.BaseArchitecture} \"{WithoutCredentials(url)}\" {answer.Found}; expected the repository's metadata for every architecture of the build";

    private static string WithoutCredentials(string url)
    {
        int start = url.IndexOf("://", StringComparison.Ordinal) + 3;
        int end = url.IndexOfAny(['/', '?', '#'], start);
        int at = url.LastIndexOf('@', end - 1, end - start);
        return at < 0 ? url : string.Concat(url.AsSpan(0, start), "…", url.AsSpan(at));
    }
}
