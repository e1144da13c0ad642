using System.Text.Json.Serialization;

namespace Copr.Contracts.NativeApplication;

/// <summary>A type of an application that contains types of the contract.</summary>
internal sealed record Job(SpaceSeparatedList<PackageUrl> Packages, Dictionary<Chroot, RepositoryUrl> Mirrors, Build Build);

[JsonSerializable(typeof(Job))]
internal sealed partial class JobContext : JsonSerializerContext;
