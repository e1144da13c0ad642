namespace Copr.Contracts.Tasks;

/// <summary>What a task made: the packages of a chroot, or the source package.</summary>
/// <remarks>Immutable. Two results are equal if all their members are. Setting a text throws <see cref="ArgumentException"/> if it is not
/// Unicode, or null where it must not be.</remarks>
[JsonConverter(typeof(ContractObjectConverter<TaskResults>))]
public sealed partial record TaskResults
{
    /// <summary>The packages that were built for a chroot, with the source package; null for a source task.</summary>
    /// <exception cref="ArgumentException">A package is null.</exception>
    public IReadOnlyList<TaskPackage>? Packages { get; init => field = BuildTask.Freeze(value); }

    /// <summary>The name of the source package; null for a task that builds for a chroot.</summary>
    public string? Name { get; init => field = BuildTask.RequireUnicode(value); }

    /// <summary>The epoch of the source package.</summary>
    public Optional<long?> Epoch { get; init; }

    /// <summary>The version of the source package; null for a task that builds for a chroot.</summary>
    public string? Version { get; init => field = BuildTask.RequireUnicode(value); }

    /// <summary>The release of the source package; null for a task that builds for a chroot.</summary>
    public string? Release { get; init => field = BuildTask.RequireUnicode(value); }

    /// <summary>The architectures that the package's spec file names, for each release of the build's chroots; null for a task that builds
    /// for a chroot. A frontend skips the chroots that they exclude.</summary>
    /// <exception cref="ArgumentException">A value is null.</exception>
    public IReadOnlyDictionary<string, ArchitectureTags>? ArchitectureSpecificTags
    {
        get;
        init => field = value is null ? null : ValueMap<ArchitectureTags>.Freeze(value);
    }

    /// <inheritdoc cref="Build.UnknownMembers"/>
    public UnknownMembers UnknownMembers { get; init => field = MembersOf<TaskResults>.CheckUnknown(value); } = UnknownMembers.Empty;

    /// <summary>Returns the results' JSON in one line.</summary>
    public override string ToString() => CoprJson.TextOf(this);
}

/// <summary>A package that a task built. A frontend needs exactly these five members (COPR624).</summary>
/// <remarks>Immutable. Two packages are equal if all their members are. Setting a text throws <see cref="ArgumentException"/> if it is not
/// Unicode, or null where it must not be.</remarks>
[JsonConverter(typeof(ContractObjectConverter<TaskPackage>))]
public sealed partial record TaskPackage
{
    /// <summary>The name.</summary>
    public required string Name { get; init => field = Characters.RequireUnicode(value); }

    /// <summary>The epoch; null if the package has none.</summary>
    public required long? Epoch { get; init; }

    /// <summary>The version.</summary>
    public required string Version { get; init => field = Characters.RequireUnicode(value); }

    /// <summary>The release, such as <c>1.fc42</c>.</summary>
    public required string Release { get; init => field = Characters.RequireUnicode(value); }

    /// <summary>The architecture, or <c>src</c>.</summary>
    public required string Architecture { get; init => field = Characters.RequireUnicode(value); }

    /// <inheritdoc cref="Build.UnknownMembers"/>
    public UnknownMembers UnknownMembers { get; init => field = MembersOf<TaskPackage>.CheckUnknown(value); } = UnknownMembers.Empty;

    /// <summary>Returns the package's JSON in one line.</summary>
    public override string ToString() => CoprJson.TextOf(this);
}

/// <summary>The architectures that a spec file names. Null lists are those that it does not have.</summary>
/// <remarks>Immutable. Two are equal if all their members are.</remarks>
[JsonConverter(typeof(ContractObjectConverter<ArchitectureTags>))]
public sealed partial record ArchitectureTags
{
    /// <summary>The spec file's <c>ExclusiveArch</c>: the only architectures to build for.</summary>
    public IReadOnlyList<string>? ExclusiveArchitectures { get; init => field = BuildTask.Freeze(value); }

    /// <summary>The spec file's <c>ExcludeArch</c>: the architectures not to build for.</summary>
    public IReadOnlyList<string>? ExcludedArchitectures { get; init => field = BuildTask.Freeze(value); }

    /// <summary>The spec file's <c>BuildArch</c>: the architectures of the packages that are built.</summary>
    public IReadOnlyList<string>? BuildArchitectures { get; init => field = BuildTask.Freeze(value); }

    /// <inheritdoc cref="Build.UnknownMembers"/>
    public UnknownMembers UnknownMembers { get; init => field = MembersOf<ArchitectureTags>.CheckUnknown(value); } = UnknownMembers.Empty;

    /// <summary>Returns the tags' JSON in one line.</summary>
    public override string ToString() => CoprJson.TextOf(this);
}
