using System.Globalization;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tool.Repositories;

/// <summary>
/// Requests the metadata of each repository for each architecture that a build is for. Requests and time are limited in total.
/// </summary>
internal sealed class RepositoryChecker(bool allowsPrivate, TimeSpan timeout)
{
    private const int Concurrency = 8;

    private const int MaxRequests = 500;

    /// <summary>How long all requests together may take, as a multiple of the time for one.</summary>
    private const int MaxTimeouts = 4;

    private const string Metadata = "repodata/repomd.xml";

    private static readonly Rule Unreachable = Rules.Find("COPR402")!;

    private int requests;

    public async Task<IReadOnlyList<Violation>> CheckAsync(
        IReadOnlyList<(int Index, Build Build)> builds, Action<double> progress, CancellationToken cancellationToken)
    {
        (int Index, Chroot Chroot, Place Place)[] wanted =
        [
            .. from item in builds
               from repository in item.Build.Copr.Repositories.Distinct()
               from chroot in item.Build.Chroots.DistinctBy(static chroot => chroot.BaseArchitecture, StringComparer.Ordinal)
               select (item.Index, chroot, Place.Of(repository, chroot)),
        ];
        Place[] places = [.. wanted.Select(static item => item.Place).Distinct()];
        Dictionary<Place, RepositoryAnswer?> answers = await RequestAsync(places, progress, cancellationToken);
        List<Violation> violations =
        [
            .. from item in wanted
               where answers.ContainsKey(item.Place)
               let answer = answers[item.Place]
               where answer is not null
               select new Violation(
                   answer.Rule,
                   string.Create(CultureInfo.InvariantCulture, $"/builds/{item.Index}/copr/repos"),
                   $"\"{item.Place.Url(item.Place.Base)}\", for {item.Place.Base}, {answer.Found}",
                   "the repository's metadata for every architecture of the build"),
        ];
        if (answers.Count < places.Length)
        {
            string found = string.Create(
                CultureInfo.InvariantCulture, $"{places.Length - answers.Count} of {places.Length} places for metadata were not requested");
            string limits = string.Create(
                CultureInfo.InvariantCulture,
                $"at most {MaxRequests} requests in {MaxTimeouts * timeout.TotalSeconds} seconds ({MaxTimeouts} times --timeout)");
            violations.Add(new Violation(Unreachable, "/builds", found, limits));
        }

        return violations;
    }

    /// <summary>Requests each place until the requests or the time is used up. The other places have no answer.</summary>
    private async Task<Dictionary<Place, RepositoryAnswer?>> RequestAsync(
        Place[] places, Action<double> progress, CancellationToken cancellationToken)
    {
        using var client = new RepositoryClient(allowsPrivate, timeout);
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        budget.CancelAfter(MaxTimeouts * timeout);
        var answers = new Dictionary<Place, RepositoryAnswer?>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = budget.Token };
        try
        {
            await Parallel.ForEachAsync(places, parallel, async (place, token) =>
            {
                if (Volatile.Read(ref requests) >= MaxRequests)
                {
                    return;
                }

                RepositoryAnswer? answer = await FindAsync(client, place, token);
                lock (answers)
                {
                    answers[place] = answer;
                    progress((double)answers.Count / places.Length);
                }
            });
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is used up.
        }

        return answers;
    }

    /// <summary>
    /// Requests the metadata where dnf looks for it, then where the chroot's own architecture is, and then where it often is instead.
    /// </summary>
    private async Task<RepositoryAnswer?> FindAsync(RepositoryClient client, Place place, CancellationToken cancellationToken)
    {
        RepositoryAnswer? answer = await RequestAsync(place.Base);
        if (answer is null || answer.Rule == Unreachable
            || (place.Own != place.Base && await RequestAsync(place.Own) is null))
        {
            return answer?.Rule == Unreachable ? answer : null;
        }

        foreach (string folder in new[] { "", place.Chroot, place.Base + "/os" })
        {
            if (Volatile.Read(ref requests) < MaxRequests && await RequestAsync(folder) is null)
            {
                string where = folder.Length == 0 ? "at the root itself, which is not laid out by architecture" : $"in {folder}/";
                return answer with { Found = $"{answer.Found}; there is metadata {where}" };
            }
        }

        return answer;

        Task<RepositoryAnswer?> RequestAsync(string folder)
        {
            Interlocked.Increment(ref requests);
            return client.RequestAsync(place.Url(folder), cancellationToken);
        }
    }

    /// <summary>A place for metadata: the root of a repository, with a slash, the directories in it for a chroot, and the chroot.</summary>
    private sealed record Place(string Root, string Base, string Own, string Chroot)
    {
        public static Place Of(RepositoryUrl repository, Chroot chroot)
        {
            string directory = repository.GetBaseUrl(chroot);
            return new(directory[..^(chroot.BaseArchitecture.Length + 1)], chroot.BaseArchitecture, chroot.Architecture, chroot.ToString());
        }

        public string Url(string folder) => folder.Length == 0 ? Root + Metadata : $"{Root}{folder}/{Metadata}";
    }
}
