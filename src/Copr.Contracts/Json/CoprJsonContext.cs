using System.Text.Json.Serialization;

namespace Copr.Contracts.Json;

/// <summary>
/// What System.Text.Json has to know of the contract's types, made at compile time: trimming and Native AOT are safe.
/// It reads strictly; to use it beside your own types, call <see cref="CoprJson.AddCoprContracts"/>, or put
/// <c>CoprJsonContext.Default</c> into your options' resolver chain.
/// </summary>
[JsonSourceGenerationOptions(AllowTrailingCommas = true)]
[JsonSerializable(typeof(WaitingBuilds))]
[JsonSerializable(typeof(Build))]
[JsonSerializable(typeof(CoprProject))]
[JsonSerializable(typeof(BuildUpdates))]
[JsonSerializable(typeof(BuildUpdate))]
[JsonSerializable(typeof(BuildUpdatesResult))]
[JsonSerializable(typeof(CanceledBuilds))]
[JsonSerializable(typeof(StartingBuild))]
[JsonSerializable(typeof(StartingBuildResult))]
[JsonSerializable(typeof(Chroot))]
[JsonSerializable(typeof(PackageUrl))]
[JsonSerializable(typeof(RepositoryUrl))]
[JsonSerializable(typeof(SpaceSeparatedList<Chroot>), TypeInfoPropertyName = "Chroots")]
[JsonSerializable(typeof(SpaceSeparatedList<PackageUrl>), TypeInfoPropertyName = "Packages")]
[JsonSerializable(typeof(SpaceSeparatedList<RepositoryUrl>), TypeInfoPropertyName = "Repositories")]
public sealed partial class CoprJsonContext : JsonSerializerContext
{
    /// <summary>Lists are named one by one, since to make a generic type at run time is what AOT cannot do.</summary>
    internal static JsonConverter? ListConverter(Type type, ReadingMode mode) =>
        type == typeof(SpaceSeparatedList<Chroot>) ? new SpaceSeparatedListConverter<Chroot>(mode)
        : type == typeof(SpaceSeparatedList<PackageUrl>) ? new SpaceSeparatedListConverter<PackageUrl>(mode)
        : type == typeof(SpaceSeparatedList<RepositoryUrl>) ? new SpaceSeparatedListConverter<RepositoryUrl>(mode)
        : null;
}
