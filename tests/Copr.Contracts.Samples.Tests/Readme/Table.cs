using Copr.Contracts.Samples.Tests.Running;

namespace Copr.Contracts.Samples.Tests.Readme;

/// <summary>A table in the README of a sample.</summary>
internal static class Table
{
    /// <summary>Reads the cells of the table that has these columns, without its head.</summary>
    public static List<string[]> Read(string sample, params string[] columns)
    {
        string[] lines = File.ReadAllLines(Path.Combine(SampleProgram.Repository, "samples", sample, "README.md"));
        int head = Array.IndexOf(lines, $"| {string.Join(" | ", columns)} |");
        head.Should().BeGreaterThan(0, "the README of {0} has a table with these columns", sample);
        return [.. lines[(head + 2)..]
            .TakeWhile(static line => line.StartsWith('|'))
            .Select(static line => line[1..^1].Split('|').Select(static cell => cell.Trim()).ToArray())];
    }
}
