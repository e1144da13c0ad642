namespace Copr.Contracts.Tool.Serving;

/// <summary>A frontend for tests, which takes the place of a real one on a wire and remembers what a backend did.</summary>
internal interface IStandIn
{
    /// <summary>The headers of each answer.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; }

    /// <summary>Whether every build has ended.</summary>
    public bool IsDone { get; }

    /// <summary>Answers a request, and adds what is wrong with it.</summary>
    public Answer Answer(BackendRequest request, List<Violation> violations);

    /// <summary>Finds the builds that have not ended, by the file that they came from.</summary>
    public IEnumerable<(string File, Violation Violation)> FindUnfinished();
}
