using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Copr.Contracts.Tests.Readme;

/// <summary>The code of the READMEs compiles, and prints what they say.</summary>
/// <remarks>
/// The blocks that are followed by their output form one program, in their order. The others need a network, and each is only compiled, as
/// the program of a new project.
/// </remarks>
[Collection(nameof(ReadmeTests))]
public sealed partial class ReadmeTests
{
    /// <summary>What a new console project uses without saying so.</summary>
    private static readonly string[] UsingsOfConsole =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    /// <summary>What a new web project uses in addition.</summary>
    private static readonly string[] UsingsOfWeb =
    [
        "System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http",
        "Microsoft.AspNetCore.Routing", "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection",
        "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging",
    ];

    [Theory]
    [InlineData("README.md")]
    [InlineData("src/Copr.Contracts/README.md")]
    public void The_code_prints_what_the_readme_says(string readme)
    {
        const char Separator = '\u0001';
        Match[] blocks = BlocksOf(readme);
        Match[] printing = [.. blocks.Where(static block => block.Groups["output"].Success)];
        string program = string.Concat(printing.Select(static block => $"{block.Groups["code"].Value}\nConsole.Write(\"\\u0001\");\n"));

        string[] outputs = Run(program).Split(Separator);

        outputs[..^1].Should().Equal(printing.Select(static block => block.Groups["output"].Value));
    }

    [Theory]
    [InlineData("README.md", 2)]
    [InlineData("src/Copr.Contracts/README.md", 1)]
    public void The_code_that_needs_a_network_is_a_program(string readme, int programs)
    {
        Match[] blocks = [.. BlocksOf(readme).Where(static block => !block.Groups["output"].Success)];

        blocks.Should().HaveCount(programs);
        foreach (Match block in blocks)
        {
            Compile(block.Groups["code"].Value);
        }
    }

    [Fact]
    public void The_code_that_reads_the_corpus_compiles()
    {
        Match block = BlocksOf("src/Copr.Contracts.Conformance/README.md").Single();

        Compile($"{block.Groups["code"].Value}\nstatic class MyReader {{ public static bool Accepts(byte[] document) => document.Length > 0; }}");
    }

    private static Match[] BlocksOf(string readme) =>
        [.. Blocks().Matches(File.ReadAllText(Path.Combine(TestFolder.Root, readme))).Cast<Match>()];

    private static Assembly Compile(string code)
    {
        bool isWeb = code.Contains("WebApplication", StringComparison.Ordinal);
        string source = string.Concat(
            UsingsOfConsole.Concat(isWeb ? UsingsOfWeb : []).Select(static name => $"global using {name};\n"));
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Readme",
            [CSharpSyntaxTree.ParseText(source), CSharpSyntaxTree.ParseText(code)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Select(static file => MetadataReference.CreateFromFile(file)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        using var assembly = new MemoryStream();
        compilation.Emit(assembly).Diagnostics
            .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS8321").Should().BeEmpty();
        return Assembly.Load(assembly.ToArray());
    }

    private static string Run(string code)
    {
        Assembly program = Compile(code);
        TextWriter before = Console.Out;
        var output = new StringBuilder();
        using var writer = new StringWriter(output) { NewLine = "\n" };
        Console.SetOut(writer);
        try
        {
            program.EntryPoint!.Invoke(null, [Array.Empty<string>()]);
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
