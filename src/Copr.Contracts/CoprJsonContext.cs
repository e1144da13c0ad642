namespace Copr.Contracts;

/// <summary>What System.Text.Json must know about the contract's types, generated at compile time for trimming and Native AOT.</summary>
[JsonSerializable(typeof(WaitingBuilds[])), JsonSerializable(typeof(BuildUpdates[])), JsonSerializable(typeof(BuildUpdatesResult[]))]
[JsonSerializable(typeof(CanceledBuilds[])), JsonSerializable(typeof(StartBuildRequest[])), JsonSerializable(typeof(StartBuildResponse[]))]
[JsonSerializable(typeof(Build[])), JsonSerializable(typeof(CoprProject[])), JsonSerializable(typeof(BuildUpdate[]))]
[JsonSerializable(typeof(Chroot[])), JsonSerializable(typeof(PackageUrl[])), JsonSerializable(typeof(RepositoryUrl[]))]
[JsonSerializable(typeof(List<WaitingBuilds>)), JsonSerializable(typeof(List<BuildUpdates>))]
[JsonSerializable(typeof(List<BuildUpdatesResult>)), JsonSerializable(typeof(List<CanceledBuilds>))]
[JsonSerializable(typeof(List<StartBuildRequest>)), JsonSerializable(typeof(List<StartBuildResponse>))]
[JsonSerializable(typeof(List<Build>)), JsonSerializable(typeof(List<CoprProject>)), JsonSerializable(typeof(List<BuildUpdate>))]
[JsonSerializable(typeof(List<Chroot>)), JsonSerializable(typeof(List<PackageUrl>)), JsonSerializable(typeof(List<RepositoryUrl>))]
[JsonSerializable(typeof(IReadOnlyList<WaitingBuilds>)), JsonSerializable(typeof(IReadOnlyList<BuildUpdates>))]
[JsonSerializable(typeof(IReadOnlyList<BuildUpdatesResult>)), JsonSerializable(typeof(IReadOnlyList<CanceledBuilds>))]
[JsonSerializable(typeof(IReadOnlyList<StartBuildRequest>)), JsonSerializable(typeof(IReadOnlyList<StartBuildResponse>))]
[JsonSerializable(typeof(IReadOnlyList<Build>)), JsonSerializable(typeof(IReadOnlyList<CoprProject>))]
[JsonSerializable(typeof(IReadOnlyList<BuildUpdate>)), JsonSerializable(typeof(IReadOnlyList<Chroot>))]
[JsonSerializable(typeof(IReadOnlyList<PackageUrl>)), JsonSerializable(typeof(IReadOnlyList<RepositoryUrl>))]
[JsonSerializable(typeof(BuildStatus?)), JsonSerializable(typeof(Chroot?)), JsonSerializable(typeof(PackageUrl?))]
[JsonSerializable(typeof(RepositoryUrl?)), JsonSerializable(typeof(SpaceSeparatedList<Chroot>), TypeInfoPropertyName = "Chroots")]
[JsonSerializable(typeof(SpaceSeparatedList<PackageUrl>), TypeInfoPropertyName = "Packages")]
[JsonSerializable(typeof(SpaceSeparatedList<RepositoryUrl>), TypeInfoPropertyName = "Repositories")]
internal sealed partial class CoprJsonContext : JsonSerializerContext;
