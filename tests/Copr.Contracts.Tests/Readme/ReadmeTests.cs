using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Copr.Contracts.Tests.Readme;

/// <summary>The code of the READMEs compiles, and prints what they say.</summary>
/// <remarks>
/// The blocks that are followed by their output form one program, in their order. The others need a network, and are only compiled.
/// </remarks>
[Collection(nameof(ReadmeTests))]
public sealed partial class ReadmeTests
{
    private static readonly string[] Usings =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Net.Http.Json", "System.Threading.Tasks",
        "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing", "Microsoft.Extensions.DependencyInjection",
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
        string compiledOnly = string.Concat(blocks.Except(printing).Select(static (block, index) =>
            $"static async Task Only{index}() {{ await Task.Yield();\n{block.Groups["code"].Value}\n}}\n"));

        string[] outputs = Run(program + compiledOnly).Split(Separator);

        outputs[..^1].Should().Equal(printing.Select(static block => block.Groups["output"].Value));
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
