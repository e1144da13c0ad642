using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Copr.Contracts.Json;
using Copr.Contracts.Text;

namespace Copr.Contracts;

/// <summary>What a backend reports of one build: that it started, that it ended, or both.</summary>
/// <remarks>Immutable and equal by value. What is null is not sent, and leaves alone what the frontend knows. All times are UTC, and keep their fractions of a second.</remarks>
[JsonConverter(typeof(ContractObjectConverter<BuildUpdate>))]
public sealed record BuildUpdate : IContractObject<BuildUpdate>
{
    private static readonly ObjectContract<BuildUpdate> Contract = new(
        static () => new BuildUpdate(default(Unread)),
        static value => ref value.unknownMembers,
        [
            Member.Required("id", Values.Integer, static (BuildUpdate value) => ref value.id),
            Member.Partial("started_on", Values.NullableReportedTime, static (BuildUpdate value) => ref value.startedOn),
            Member.Partial("results", Values.NullableText, static (BuildUpdate value) => ref value.results),
            Member.Partial("ended_on", Values.NullableReportedTime, static (BuildUpdate value) => ref value.endedOn),
            Member.Partial("status", Values.NullableStatus, static (BuildUpdate value) => ref value.status),
        ]);

    private long id;
    private DateTimeOffset? startedOn;
    private string? results;
    private DateTimeOffset? endedOn;
    private BuildStatus? status;
    private UnknownMembers unknownMembers = UnknownMembers.Empty;

    /// <summary>Starts an empty one; the compiler asks for what is required.</summary>
    public BuildUpdate()
    {
    }

#pragma warning disable CS8618 // The reader fills what is required, or gives nobody the object.
    [SetsRequiredMembers]
    private BuildUpdate(Unread _)
    {
    }
#pragma warning restore CS8618

    /// <summary>Id of the build.</summary>
    public required long Id { get => id; init => id = value; }

    /// <summary>When it started, in UTC; null to say nothing of it. On the wire: Unix time in seconds, perhaps with a fraction.</summary>
    public DateTimeOffset? StartedOn { get => startedOn; init => startedOn = value?.ToUniversalTime(); }

    /// <summary>Where the results are, or will be; null to say nothing of it.</summary>
    /// <exception cref="ArgumentException">It is set to a text with half of a surrogate pair, which is no Unicode text.</exception>
    public string? Results { get => results; init => results = UnicodeText.Require(value); }

    /// <summary>When it ended, in UTC; null to say nothing of it. On the wire: Unix time in seconds, perhaps with a fraction.</summary>
    public DateTimeOffset? EndedOn { get => endedOn; init => endedOn = value?.ToUniversalTime(); }

    /// <summary>How it ended, which belongs to <see cref="EndedOn"/>; null to say nothing of it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to what is no <see cref="BuildStatus"/>.</exception>
    public BuildStatus? Status { get => status; init => status = BuildStatusConverter.Check(value); }

    /// <summary>Members that the contract does not know; they are written back behind those that it knows.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    /// <exception cref="ArgumentException">One of them has a name that the contract knows.</exception>
    public UnknownMembers UnknownMembers { get => unknownMembers; init => unknownMembers = Contract.RefuseKnown(value); }

    /// <summary>The JSON of it, in one line, whatever the culture.</summary>
    public override string ToString() => CoprJson.TextOf(this);

    static ObjectContract<BuildUpdate> IContractObject<BuildUpdate>.Contract => Contract;
}
