using System.Text.Json.Serialization;

namespace Copr.Contracts.NativeApplication;

/// <summary>What an application makes of a build, with types of the contract in it.</summary>
internal sealed record Job(Chroot Chroot, SpaceSeparatedList<PackageUrl> Packages, Build Build);

[JsonSerializable(typeof(Job))]
internal sealed partial class JobContext : JsonSerializerContext;
