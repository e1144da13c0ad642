namespace Copr.Contracts.Hostile;

/// <summary>A hostile text of any size, and what must come of it if no limit is exceeded.</summary>
/// <param name="Name">What the text contains too much of.</param>
/// <param name="Create">Creates a text of about a number of bytes, in which no build is larger than another number of bytes.</param>
/// <param name="Reads">What reading gives: "read", or the ids of the rules that the text breaks.</param>
/// <param name="Validates">What validating gives.</param>
internal sealed record HostileCase(string Name, Func<long, long, Part[]> Create, string Reads, string Validates)
{
    /// <summary>The ways of reading that give the same: those of a list of builds, unless the text is a document of tasks.</summary>
    public IReadOnlyList<Way> Reading { get; init; } = [Way.Read, Way.ReadStream, Way.ReadBuildByBuild];

    /// <summary>The ways of validating that give the same.</summary>
    public IReadOnlyList<Way> Validating { get; init; } = [Way.Validate, Way.ValidateObjects];

    /// <summary>Ways of reading the text as another document than it is meant as.</summary>
    public IReadOnlyList<Way> Mistaken { get; init; } = [Way.ReadReport, Way.ValidateReport, Way.ReadCanceled];

    /// <summary>The number of bytes that may be allocated for each byte of the text: half as many again as are allocated.</summary>
    public int MaxAllocated { get; init; } = 110;

    /// <summary>The number of bytes that arrive at a time, at most.</summary>
    public int MaxAtATime { get; init; } = int.MaxValue;
}
