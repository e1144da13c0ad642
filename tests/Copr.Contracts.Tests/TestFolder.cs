using System.Reflection;

namespace Copr.Contracts.Tests;

/// <summary>Where the tests' own files lie.</summary>
internal static class TestFolder
{
    public static string Path { get; } = Metadata("ProjectDir");

    /// <summary>The package's assembly as it was built, which the one that is loaded need not be.</summary>
    public static string Contracts { get; } = Metadata("Contracts");

    /// <summary>The program of the sample.</summary>
    public static string Quickstart { get; } = Metadata("Quickstart");

    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, "..", ".."));

    private static string Metadata(string key) => typeof(TestFolder).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
