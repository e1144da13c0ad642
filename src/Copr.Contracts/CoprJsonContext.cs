using System.Text.Json.Serialization;

namespace Copr.Contracts;

/// <summary>
/// What System.Text.Json needs to know about the contract's types, generated at compile time, so that trimming and Native AOT are safe.
/// </summary>
[JsonSerializable(typeof(WaitingBuilds))]
[JsonSerializable(typeof(BuildUpdates))]
[JsonSerializable(typeof(BuildUpdatesResult))]
[JsonSerializable(typeof(CanceledBuilds))]
[JsonSerializable(typeof(StartBuildRequest))]
[JsonSerializable(typeof(StartBuildResponse))]
[JsonSerializable(typeof(List<Build>))]
[JsonSerializable(typeof(Build[]))]
[JsonSerializable(typeof(IReadOnlyList<Build>))]
[JsonSerializable(typeof(List<CoprProject>))]
[JsonSerializable(typeof(CoprProject[]))]
[JsonSerializable(typeof(IReadOnlyList<CoprProject>))]
[JsonSerializable(typeof(List<BuildUpdate>))]
[JsonSerializable(typeof(BuildUpdate[]))]
[JsonSerializable(typeof(IReadOnlyList<BuildUpdate>))]
[JsonSerializable(typeof(BuildStatus?))]
[JsonSerializable(typeof(Chroot?))]
[JsonSerializable(typeof(List<Chroot>))]
[JsonSerializable(typeof(Chroot[]))]
[JsonSerializable(typeof(IReadOnlyList<Chroot>))]
[JsonSerializable(typeof(PackageUrl?))]
[JsonSerializable(typeof(List<PackageUrl>))]
[JsonSerializable(typeof(PackageUrl[]))]
[JsonSerializable(typeof(IReadOnlyList<PackageUrl>))]
[JsonSerializable(typeof(RepositoryUrl?))]
[JsonSerializable(typeof(List<RepositoryUrl>))]
[JsonSerializable(typeof(RepositoryUrl[]))]
[JsonSerializable(typeof(IReadOnlyList<RepositoryUrl>))]
[JsonSerializable(typeof(SpaceSeparatedList<Chroot>), TypeInfoPropertyName = "Chroots")]
[JsonSerializable(typeof(SpaceSeparatedList<PackageUrl>), TypeInfoPropertyName = "Packages")]
[JsonSerializable(typeof(SpaceSeparatedList<RepositoryUrl>), TypeInfoPropertyName = "Repositories")]
internal sealed partial class CoprJsonContext : JsonSerializerContext;
