using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Copr.Contracts.AspNetCore.Tests;

/// <summary>The package's README.</summary>
public sealed class ReadmeTests
{
    private const string Readme = "src/Copr.Contracts.AspNetCore/README.md";

    private const string Usings = """
        global using System; global using System.Linq; global using System.Collections.Generic; global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Http; global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.DependencyInjection;
        global using Copr.Contracts; global using Copr.Contracts.AspNetCore; global using Copr.Contracts.Validation;
        """;

    [Fact]
    public void The_code_compiles_without_warnings()
    {
        string[] code = Documentation.Blocks(Readme, "csharp");
        string program = $"{code[0]}app.MapPost(\"/builds\", (Build build) => {{\n{code[1]}}});\n";
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Readme",
            [CSharpSyntaxTree.ParseText(Usings), CSharpSyntaxTree.ParseText(program)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Select(static file => MetadataReference.CreateFromFile(file)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));

        code.Should().HaveCount(2);
        compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Should().BeEmpty();
    }

    [Fact]
    public async Task The_problem_is_the_one_that_an_application_answers()
    {
        await using TestApplication application = await TestApplication.StartAsync(
            static services => services.AddCoprContracts(),
            static tested => tested.MapPost(CoprEndpoints.UpdateBuilds, static (BuildUpdates updates) => updates.Builds.Count));

        TestApplication.Answer answer =
            await application.PostAsync(CoprEndpoints.UpdateBuilds, """{"builds":[{"id":1,"ended_on":1354752600,"status":7}]}""");

        Serialize(answer.Body).Should().Be(Serialize(Documentation.Blocks(Readme, "json").Single()));

        static string Serialize(string json) => JsonSerializer.Serialize(JsonElement.Parse(json));
    }

    [Fact]
    public void There_are_no_relative_links() =>
        Documentation.Read(Readme).Should().NotMatchRegex(@"\]\((?!https://)");
}
