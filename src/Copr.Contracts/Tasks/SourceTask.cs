namespace Copr.Contracts.Tasks;

/// <summary>A task that makes a build's source package: the response to <see cref="TaskEndpoints.SourceTask"/>.</summary>
/// <remarks>Immutable. Two tasks are equal if all their members are, except for <see cref="Sandbox"/>, which may differ between two reads
/// of one task. Setting a text throws <see cref="ArgumentException"/> if it is not Unicode, or null where it must not be.</remarks>
[JsonConverter(typeof(ContractObjectConverter<SourceTask>))]
public sealed partial record SourceTask
{
    /// <summary>The text that a report about a source task contains instead of a chroot.</summary>
    public const string ReportedChroot = "srpm-builds";

    private readonly NotCompared<string> sandbox = new("");

    /// <inheritdoc cref="PendingTask.TaskId"/>
    public required TaskId TaskId { get; init; }

    /// <inheritdoc cref="PendingTask.BuildId"/>
    public required long BuildId { get; init; }

    /// <inheritdoc cref="PendingTask.ProjectOwner"/>
    public required string ProjectOwner { get; init => field = Characters.RequireUnicode(value); }

    /// <inheritdoc cref="BuildTask.ProjectName"/>
    public required string ProjectName { get; init => field = Characters.RequireUnicode(value); }

    /// <inheritdoc cref="BuildTask.ProjectDirectoryName"/>
    public required string ProjectDirectoryName { get; init => field = Characters.RequireUnicode(value); }

    /// <inheritdoc cref="PendingTask.Sandbox"/>
    public required string Sandbox { get => sandbox.Value; init => sandbox = new(Characters.RequireUnicode(value)); }

    /// <inheritdoc cref="PendingTask.IsBackground"/>
    public required bool IsBackground { get; init; }

    /// <summary>The chroot in which a script makes the source; null for sources of other types.</summary>
    /// <inheritdoc cref="TaskUpdate.TaskId" path="/exception"/>
    public Chroot? Chroot { get; init => field = BuildTask.RequireItem(value); }

    /// <inheritdoc cref="BuildTask.Submitter"/>
    public string? Submitter { get; init => field = BuildTask.RequireUnicode(value); }

    /// <summary>The name of the package; null if the source is needed to know it.</summary>
    public string? PackageName { get; init => field = BuildTask.RequireUnicode(value); }

    /// <inheritdoc cref="BuildTask.CreatesAppStream"/>
    public required bool CreatesAppStream { get; init; }

    /// <summary>Where the source comes from.</summary>
    public required SourceType SourceType { get; init; }

    /// <summary>A JSON document with what the source's type needs, as the text that was sent; null if there is none.</summary>
    public string? SourceJson { get; init => field = BuildTask.RequireUnicode(value); }

    /// <summary>The repositories that a script may use. Null makes the task unusable (COPR616).</summary>
    /// <exception cref="ArgumentException">A repository is null.</exception>
    public required IReadOnlyList<TaskRepository>? Repositories { get; init => field = BuildTask.Freeze(value); }

    /// <summary>The releases of the project's chroots, such as <c>fedora-42</c>.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="ArgumentException">A release is null.</exception>
    public required IReadOnlyList<string> DistributionsInProject { get; init => field = ValueList<string>.Freeze(value); }

    /// <summary>The releases of the build's chroots. A builder uses those of the project if there are none.</summary>
    /// <inheritdoc cref="DistributionsInProject" path="/exception"/>
    public required IReadOnlyList<string> DistributionsInBuild { get; init => field = ValueList<string>.Freeze(value); }

    /// <inheritdoc cref="Build.UnknownMembers"/>
    public UnknownMembers UnknownMembers { get; init => field = MembersOf<SourceTask>.CheckUnknown(value); } = UnknownMembers.Empty;

    /// <summary>Decodes <see cref="SourceJson"/>; null if there is none, or if it is not JSON (COPR613).</summary>
    public JsonElement? DecodeSource()
    {
        try
        {
            return SourceJson is null ? null : JsonElement.Parse(SourceJson, new JsonDocumentOptions { MaxDepth = UnknownValue.MaxDepth });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Returns the task's JSON in one line.</summary>
    public override string ToString() => CoprJson.TextOf(this);
}
