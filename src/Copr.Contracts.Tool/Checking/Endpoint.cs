using System.Globalization;
using Copr.Contracts.Tasks;

namespace Copr.Contracts.Tool.Checking;

/// <summary>A URL to request, and what it serves.</summary>
/// <param name="Url">The URL.</param>
/// <param name="Contract">The contract of an endpoint; null for a plain document, whose response only needs to be 200.</param>
internal sealed record Endpoint(Uri Url, string? Contract)
{
    private static readonly (string Path, string Contract)[] Served =
    [
        (CoprEndpoints.WaitingBuilds.TrimEnd('/'), ContractName.WaitingBuilds),
        (CoprEndpoints.CanceledBuilds.TrimEnd('/'), ContractName.CanceledBuilds),
        (TaskEndpoints.PendingJobs.TrimEnd('/'), ContractName.PendingTasks),
        (TaskEndpoints.CancelRequests.TrimEnd('/'), ContractName.CancelRequests),
    ];

    private static readonly (string Folder, string Contract)[] Tasks =
    [
        (Path.GetFileName(TaskEndpoints.BuildTask.TrimEnd('/')), ContractName.BuildTask),
        (Path.GetFileName(TaskEndpoints.SourceTask.TrimEnd('/')), ContractName.SourceTask),
    ];

    /// <summary>Whether it is an endpoint of the wire of tasks.</summary>
    public bool IsOfTasks => Contract is ContractName.PendingTasks or ContractName.CancelRequests
        or ContractName.BuildTask or ContractName.SourceTask;

    /// <summary>The URL is that of an endpoint, that of a document, whose name has an extension, or that of a frontend.</summary>
    /// <exception cref="CouldNotCheckException">A frontend does not serve the wanted contract.</exception>
    public static Endpoint Find(string url, CheckOptions options)
    {
        var given = new Uri(url, UriKind.Absolute);
        string path = given.AbsolutePath.TrimEnd('/');
        string[] names = path.Split('/');
        if (names is [.., var folder, _] && Array.Find(Tasks, task => task.Folder == folder) is { Contract: { } ofTask })
        {
            return new(given, ofTask);
        }

        string name = names[^1];
        if (Array.Find(Served, served => Path.GetFileName(served.Path) == name) is { Contract: { } contract })
        {
            return new(WithLimit(given, contract, options), contract);
        }

        if (Path.GetExtension(name) is ['.', var first, ..] && char.IsAsciiLetter(first))
        {
            return new(given, null);
        }

        string wanted = options.Contract ?? (options.IsOfTasks ? ContractName.PendingTasks : ContractName.WaitingBuilds);
        string? endpoint = Array.Find(Served, served => served.Contract == wanted).Path;
        return endpoint is null
            ? throw new CouldNotCheckException($"{url}: a frontend does not serve {wanted}; check a file instead.")
            : new(WithLimit(new UriBuilder(given) { Path = $"{path}/{endpoint}/", Fragment = "" }.Uri, wanted, options), wanted);
    }

    private static Uri WithLimit(Uri url, string contract, CheckOptions options)
    {
        bool hasLimit = url.Query.TrimStart('?').Split('&')
            .Any(static parameter => Uri.UnescapeDataString(parameter.Split('=')[0]) == "limit");
        return options.Limit is not { } limit || hasLimit || contract != ContractName.WaitingBuilds ? url : new UriBuilder(url)
        {
            Query = string.Create(CultureInfo.InvariantCulture, $"{url.Query}{(url.Query.Length > 1 ? "&" : "")}limit={limit}"),
        }.Uri;
    }
}
