using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Copr.Contracts.Tests.Readme;

/// <summary>The README's code compiles, and prints what the README says.</summary>
/// <remarks>
/// The blocks that are followed by their output form one program, in their order. The others need a network, and are only compiled.
/// </remarks>
[Collection(nameof(ReadmeTests))]
public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(TestFolder.Root, "README.md"));

    private static readonly string[] Usings =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading.Tasks",
        "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing", "Microsoft.Extensions.DependencyInjection",
    ];

    /// <summary>The objects of the reporting half, with every member that can be written.</summary>
    public static TheoryData<string, object> Reports => new()
    {
        { nameof(BuildUpdates), new BuildUpdates { Builds = [] } },
        {
            nameof(BuildUpdate),
            new BuildUpdate { Id = 1, StartedOn = Samples.Build.SubmittedOn, Results = "", EndedOn = Samples.Build.SubmittedOn, Status = 0 }
        },
        { nameof(BuildUpdatesResult), new BuildUpdatesResult { UpdatedBuildIds = [], NonExistingBuildIds = [] } },
        { nameof(CanceledBuilds), new CanceledBuilds { BuildIds = [] } },
        { nameof(StartBuildRequest), new StartBuildRequest { BuildId = 1, Backend = "" } },
        { nameof(StartBuildResponse), new StartBuildResponse { CanStart = true } },
    };

    [Fact]
    public void The_code_prints_what_the_readme_says()
    {
        const char Separator = '\u0001';
        Match[] blocks = [.. Blocks().Matches(Readme).Cast<Match>()];
        Match[] printing = [.. blocks.Where(static block => block.Groups["output"].Success)];
        string program = string.Concat(printing.Select(static block => $"{block.Groups["code"].Value}\nConsole.Write(\"\\u0001\");\n"));
        string compiledOnly = string.Concat(blocks.Except(printing).Select(static (block, index) =>
            $"static async Task Only{index}() {{ await Task.Yield();\n{block.Groups["code"].Value}\n}}\n"));

        string[] outputs = Run(program + compiledOnly).Split(Separator);

        outputs[..^1].Should().Equal(printing.Select(static block => block.Groups["output"].Value));
    }

    [Fact]
    public void The_table_of_fields_lists_the_members_that_are_written()
    {
        var list = new WaitingBuilds { Builds = [Samples.Build with { Status = BuildStatus.Succeeded }] };
        using JsonDocument written = JsonDocument.Parse(CoprJson.Write(list));
        JsonElement build = written.RootElement.GetProperty("builds")[0];
        IEnumerable<string> members = build.EnumerateObject().SelectMany(static member => member.Name == "copr"
            ? ["copr", .. member.Value.EnumerateObject().Select(static inner => "copr." + inner.Name)]
            : new[] { member.Name });

        Fields(nameof(WaitingBuilds), nameof(Build), nameof(CoprProject)).Should().Equal(["builds", .. members]);
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void The_table_of_fields_of_reports_lists_the_members_that_are_written(string type, object value)
    {
        using var written = JsonDocument.Parse(value.ToString()!);

        Fields(type).Should().Equal(written.RootElement.EnumerateObject().Select(static member => member.Name));
    }

    [Fact]
    public void The_table_of_fields_names_properties_that_exist() =>
        Rows().Where(static row => row[2] != "in .NET").Select(static row => row[2].Trim('`').Split('.')).Should().AllSatisfy(static name =>
            typeof(Build).Assembly.GetType($"Copr.Contracts.{name[0]}")!.GetProperty(name[1]).Should().NotBeNull());

    /// <summary>Returns the members on the wire that belong to one of the types, according to the tables.</summary>
    private static IEnumerable<string> Fields(params string[] types) =>
        Rows().Where(row => types.Contains(row[2].Trim('`').Split('.')[0])).Select(static row => row[0].Trim('`'));

    /// <summary>Returns the rows of the tables of fields.</summary>
    private static IEnumerable<string[]> Rows() =>
        Readme.Split("## The fields\n")[1].Split("\n## ")[0].Split('\n')
            .Where(static line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal))
            .Skip(1)
            .Select(static line => line.Trim('|', ' ').Split(" | "));

    private static string Run(string code)
    {
        string source = string.Concat(Usings.Select(static name => $"global using {name};\n"));
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Readme",
            [CSharpSyntaxTree.ParseText(source), CSharpSyntaxTree.ParseText(code)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Select(static file => MetadataReference.CreateFromFile(file)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        using var assembly = new MemoryStream();
        compilation.Emit(assembly).Diagnostics
            .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS8321").Should().BeEmpty();

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

    [GeneratedRegex(
        "^```csharp\n(?<code>.*?)^```\n(\n```text\n(?<output>.*?)^```\n)?",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Blocks();
}

/// <summary>The process has one console, so no other test runs while the README's code prints to it.</summary>
[CollectionDefinition(nameof(ReadmeTests), DisableParallelization = true)]
public sealed class ReadmeTestsDefinition;
