namespace Copr.Contracts;

/// <summary>What a backend reports about one build: that it started, that it ended, or both.</summary>
/// <remarks>Immutable. Two entries are equal if all their members are. A null member is not sent, and leaves what the frontend knows
/// unchanged. All times are UTC and keep their fraction of a second.</remarks>
[JsonConverter(typeof(ContractObjectConverter<BuildUpdate>))]
public sealed partial record BuildUpdate
{
    /// <summary>The id of the build.</summary>
    public required long Id { get; init; }

    /// <summary>The time of the start, in UTC; null if it is not reported. In JSON: Unix time, in seconds.</summary>
    public DateTimeOffset? StartedOn { get; init => field = value?.ToUniversalTime(); }

    /// <summary>The location of the results; null if it is not reported.</summary>
    /// <exception cref="ArgumentException">The value contains half of a surrogate pair.</exception>
    public string? Results { get; init => field = value is null ? null : Characters.RequireUnicode(value); }

    /// <summary>The time of the end, in UTC; null if it is not reported. In JSON: Unix time, in seconds.</summary>
    public DateTimeOffset? EndedOn { get; init => field = value?.ToUniversalTime(); }

    /// <summary>How the build ended, which belongs to <see cref="EndedOn"/>; null if it is not reported.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined by <see cref="BuildStatus"/>.</exception>
    public BuildStatus? Status { get; init => field = value.RequireDefined(); }

    /// <inheritdoc cref="Build.UnknownMembers"/>
    public UnknownMembers UnknownMembers { get; init => field = MembersOf<BuildUpdate>.CheckUnknown(value); } = UnknownMembers.Empty;

    /// <summary>Returns the entry's JSON in one line.</summary>
    public override string ToString() => CoprJson.TextOf(this);
}
