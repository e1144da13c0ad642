using System.Globalization;
using Copr.Contracts.Tool.Checking;
using Copr.Contracts.Tool.Commands;
using Copr.Contracts.Tool.Printing;

namespace Copr.Contracts.Tool.Serving;

/// <summary>What a backend requests, and what is wrong with it.</summary>
internal sealed class Conversation(IStandIn standIn, ReportOptions options, Printer printer)
{
    private const string Contract = "the contract of a backend";

    private readonly List<(string Name, byte[] Body, List<Violation> Violations)> wrong = [];

    /// <summary>The number of requests.</summary>
    public int Requests { get; private set; }

    public Answer Answer(BackendRequest request)
    {
        Requests++;
        List<Violation> violations = [];
        Answer answer = standIn.Answer(request, violations);
        violations.RemoveAll(violation => options.Disabled.Contains(violation.Rule));
        if (violations.Count > 0)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"request {Requests}: {request.Method} {request.Path}/");
            wrong.Add((name, request.Body, violations));
        }

        return answer;
    }

    /// <summary>Returns the results: one for each request with something wrong, and one for each file.</summary>
    public async Task<IReadOnlyList<CheckedSource>> EndAsync(IReadOnlyList<Source> files, CancellationToken cancellationToken)
    {
        List<CheckedSource> results = [];
        foreach ((string name, byte[] body, List<Violation> violations) in wrong)
        {
            using var text = new MemoryStream(body);
            IReadOnlyList<Excerpt?> excerpts = await Excerpt.FindAsync(text, violations, printer.Secrets, printer.Width, cancellationToken);
            results.Add(new CheckedSource(name, Contract, violations, excerpts) { FailOn = options.FailOn });
        }

        ILookup<string, Violation> unfinished = standIn.FindUnfinished()
            .Where(one => !options.Disabled.Contains(one.Violation.Rule))
            .ToLookup(static one => one.File, static one => one.Violation, StringComparer.Ordinal);
        results.AddRange(files.Select(file =>
            new CheckedSource(file.Name, Contract, [.. unfinished[file.Name]], []) { FailOn = options.FailOn }));
        return results;
    }
}
