using System.Reflection;

namespace Copr.Contracts.Tests;

/// <summary>Where the tests' own files lie.</summary>
internal static class TestFolder
{
    public static string Path { get; } = typeof(TestFolder).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static attribute => attribute.Key == "ProjectDir").Value!;

    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, "..", ".."));
}
