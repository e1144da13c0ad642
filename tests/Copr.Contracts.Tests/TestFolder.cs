using System.Reflection;

namespace Copr.Contracts.Tests;

/// <summary>The paths of files that the tests use.</summary>
internal static class TestFolder
{
    public static string Path { get; } = Metadata("ProjectDir");

    /// <summary>The package's assembly as it was built. The loaded one may be changed to measure its coverage.</summary>
    public static string Contracts { get; } = Metadata("Contracts");

    /// <summary>The program of the sample.</summary>
    public static string Quickstart { get; } = Metadata("Quickstart");

    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, "..", ".."));

    private static string Metadata(string key) => typeof(TestFolder).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
