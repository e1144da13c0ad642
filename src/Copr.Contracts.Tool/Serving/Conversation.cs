using System.Globalization;
using Copr.Contracts.Tool.Checking;
using Copr.Contracts.Tool.Commands;
using Copr.Contracts.Tool.Printing;

namespace Copr.Contracts.Tool.Serving;

/// <summary>What a backend requests, and what is wrong with it.</summary>
internal sealed class Conversation(IStandIn standIn, ReportOptions options, Printer printer)
{
    private const string Contract = "the contract of a backend";

    /// <summary>How many violations are reported one by one. A backend may repeat a wrong request without end.</summary>
    private const int MaxViolations = 1000;

    /// <summary>How many bytes of wrong requests are kept for excerpts.</summary>
    private const long MaxKeptBytes = 64 * 1024 * 1024;

    private readonly List<(string Name, byte[]? Body, List<Violation> Violations)> wrong = [];

    /// <summary>The first violation of each rule in the wrong requests after those.</summary>
    private readonly Dictionary<Rule, Violation> others = [];

    private int violationCount;

    private int otherRequests;

    private long keptBytes;

    /// <summary>The number of requests.</summary>
    public int Requests { get; private set; }

    public Answer Answer(BackendRequest request)
    {
        Requests++;
        List<Violation> violations = [];
        Answer answer = standIn.Answer(request, violations);
        violations.RemoveAll(violation => options.Disabled.Contains(violation.Rule));
        if (violations.Count > 0 && violationCount >= MaxViolations)
        {
            otherRequests++;
            violations.ForEach(violation => others.TryAdd(violation.Rule, violation));
        }
        else if (violations.Count > 0)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"request {Requests}: {request.Method} {request.Path}/");
            violationCount += violations.Count;
            keptBytes += request.Body.Length;
            wrong.Add((name, keptBytes <= MaxKeptBytes ? request.Body : null, violations));
        }

        return answer;
    }

    /// <summary>Returns the results: one for each request with something wrong, and one for each file.</summary>
    public async Task<IReadOnlyList<CheckedSource>> EndAsync(IReadOnlyList<Source> files, CancellationToken cancellationToken)
    {
        List<CheckedSource> results = [];
        foreach ((string name, byte[]? body, List<Violation> violations) in wrong)
        {
            using var text = new MemoryStream(body ?? []);
            IReadOnlyList<Excerpt?> excerpts = body is null
                ? []
                : await Excerpt.FindAsync(text, violations, printer.Secrets, printer.Width, cancellationToken);
            results.Add(new CheckedSource(name, Contract, violations, excerpts) { FailOn = options.FailOn });
        }

        if (otherRequests > 0)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"{otherRequests} more requests");
            results.Add(new CheckedSource(name, Contract, [.. others.Values], []) { FailOn = options.FailOn });
        }

        ILookup<string, Violation> unfinished = standIn.FindUnfinished()
            .Where(one => !options.Disabled.Contains(one.Violation.Rule))
            .ToLookup(static one => one.File, static one => one.Violation, StringComparer.Ordinal);
        results.AddRange(files.Select(file =>
            new CheckedSource(file.Name, Contract, [.. unfinished[file.Name]], []) { FailOn = options.FailOn }));
        return results;
    }
}
