using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Copr.Contracts.Json;
using Copr.Contracts.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Copr.Contracts.Tests.Readme;

/// <summary>The README's code compiles, and what it is said to print is what it prints.</summary>
/// <remarks>
/// The blocks that are followed by an output form one program, in their order; the others, which need a network, are
/// compiled only.
/// </remarks>
[Collection(nameof(ReadmeTests))]
public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(TestFolder.Root, "README.md"));

    private static readonly string[] Usings =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading.Tasks",
        "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Http", "Microsoft.Extensions.DependencyInjection",
    ];

    [Fact]
    public void The_code_prints_what_the_readme_says()
    {
        Match[] blocks = [.. Blocks().Matches(Readme).Cast<Match>()];
        const string Separator = "\u0001";
        string program = string.Concat(blocks.Where(static block => block.Groups["output"].Success).Select(static block => $"{block.Groups["code"].Value}\nConsole.Write(\"\\u0001\");\n"));
        string compiledOnly = string.Concat(blocks.Where(static block => !block.Groups["output"].Success).Select(static (block, index) => $"static async Task Only{index}() {{ await Task.Yield();\n{block.Groups["code"].Value}\n}}\n"));

        string[] outputs = Run(program + compiledOnly).Split(Separator);

        outputs[..^1].Should().Equal(blocks.Where(static block => block.Groups["output"].Success).Select(static block => block.Groups["output"].Value));
    }

    [Fact]
    public void The_table_of_fields_is_what_is_written()
    {
        using JsonDocument written = JsonDocument.Parse(CoprJson.Write(new WaitingBuilds { Builds = [Samples.Build] }));
        JsonElement build = written.RootElement.GetProperty("builds")[0];
        IEnumerable<string> members = build.EnumerateObject().SelectMany(static member => member.Name == "copr"
            ? ["copr", .. member.Value.EnumerateObject().Select(static inner => "copr." + inner.Name)]
            : new[] { member.Name });

        Fields(static type => type is nameof(WaitingBuilds) or nameof(Build) or nameof(CoprProject)).Should().Equal(["builds", .. members]);
    }

    public static TheoryData<string, object> Reports => new()
    {
        { nameof(BuildUpdates), new BuildUpdates { Builds = [] } },
        { nameof(BuildUpdate), new BuildUpdate { Id = 1, StartedOn = DateTimeOffset.UnixEpoch, Results = "", EndedOn = DateTimeOffset.UnixEpoch, Status = BuildStatus.Failed } },
        { nameof(BuildUpdatesResult), new BuildUpdatesResult { UpdatedBuildIds = [], NonExistingBuildIds = [] } },
        { nameof(CanceledBuilds), new CanceledBuilds { BuildIds = [] } },
        { nameof(StartingBuild), new StartingBuild { BuildId = 1, Backend = "" } },
        { nameof(StartingBuildResult), new StartingBuildResult { CanStart = true } },
    };

    [Theory]
    [MemberData(nameof(Reports))]
    public void The_table_of_fields_of_reports_is_what_is_written(string type, object value)
    {
        using var written = JsonDocument.Parse(value.ToString()!);

        Fields(name => name == type).Should().Equal(written.RootElement.EnumerateObject().Select(static member => member.Name));
    }

    [Fact]
    public void The_table_of_fields_names_properties_that_there_are() =>
        Rows("The fields").Where(static row => row[2] != "in .NET").Select(static row => row[2].Trim('`').Split('.')).Should().AllSatisfy(static name =>
            typeof(Build).Assembly.GetType($"Copr.Contracts.{name[0]}")!.GetProperty(name[1]).Should().NotBeNull());

    [Fact]
    public void The_table_of_rules_is_the_catalogue() =>
        Rows("The rules").Select(static row => string.Join(" | ", row)).Should().Equal(
            Rules.All.Select(static rule => $"{rule.Id} | {rule.Name} | {rule.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "info" }} | {rule.Summary}"));

    /// <summary>The members on the wire that the tables say are of a type.</summary>
    private static IEnumerable<string> Fields(Func<string, bool> isOf) =>
        Rows("The fields").Where(row => isOf(row[2].Trim('`').Split('.')[0])).Select(static row => row[0].Trim('`'));

    private static IEnumerable<string[]> Rows(string section) =>
        Readme.Split($"## {section}\n")[1].Split("\n## ")[0].Split('\n')
            .Where(static line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal))
            .Skip(1)
            .Select(static line => line.Trim('|', ' ').Split(" | "));

    private static string Run(string code)
    {
        string source = string.Concat(Usings.Select(static name => $"global using {name};\n"));
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Readme",
            [CSharpSyntaxTree.ParseText(source), CSharpSyntaxTree.ParseText(code)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(static file => MetadataReference.CreateFromFile(file)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        using var assembly = new MemoryStream();
        compilation.Emit(assembly).Diagnostics.Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS8321").Should().BeEmpty();

        TextWriter before = Console.Out;
        var output = new StringBuilder();
        using var writer = new StringWriter(output) { NewLine = "\n" };
        Console.SetOut(writer);
        try
        {
            Assembly.Load(assembly.ToArray()).EntryPoint!.Invoke(null, [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(before);
        }

        return output.ToString();
    }

    [GeneratedRegex("^```csharp\n(?<code>.*?)^```\n(\n```text\n(?<output>.*?)^```\n)?", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Blocks();
}

/// <summary>The console is the process's, so nothing else runs while the README's code prints to it.</summary>
[CollectionDefinition(nameof(ReadmeTests), DisableParallelization = true)]
public sealed class ReadmeTestsDefinition;
