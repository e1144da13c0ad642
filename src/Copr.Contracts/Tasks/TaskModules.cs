namespace Copr.Contracts.Tasks;

/// <summary>The modules of a task's chroot, in the order in which dnf enables and disables them.</summary>
/// <remarks>Immutable. Two are equal if all their members are.</remarks>
[JsonConverter(typeof(ContractObjectConverter<TaskModules>))]
public sealed partial record TaskModules
{
    /// <summary>The steps.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="ArgumentException">A step is null.</exception>
    public required IReadOnlyList<ModuleToggle> Toggles { get; init => field = ValueList<ModuleToggle>.Freeze(value); }

    /// <inheritdoc cref="Build.UnknownMembers"/>
    public UnknownMembers UnknownMembers { get; init => field = MembersOf<TaskModules>.CheckUnknown(value); } = UnknownMembers.Empty;

    /// <summary>Returns the JSON in one line.</summary>
    public override string ToString() => CoprJson.TextOf(this);
}

/// <summary>One step: it enables a module or disables one. A step with both, or neither, breaks rule COPR612.</summary>
/// <remarks>Immutable. Two are equal if all their members are. Setting a text throws <see cref="ArgumentException"/> if it is not Unicode,
/// or null where it must not be.</remarks>
[JsonConverter(typeof(ContractObjectConverter<ModuleToggle>))]
public sealed partial record ModuleToggle
{
    /// <summary>The module to enable, such as <c>nodejs:20</c>. Absent if none is.</summary>
    public Optional<string?> Enable { get; init => field = BuildTask.RequireUnicode(value); }

    /// <summary>The module to disable, such as <c>perl:5.32</c>. Absent if none is.</summary>
    public Optional<string?> Disable { get; init => field = BuildTask.RequireUnicode(value); }

    /// <inheritdoc cref="Build.UnknownMembers"/>
    public UnknownMembers UnknownMembers { get; init => field = MembersOf<ModuleToggle>.CheckUnknown(value); } = UnknownMembers.Empty;

    /// <summary>Returns the step's JSON in one line.</summary>
    public override string ToString() => CoprJson.TextOf(this);
}
