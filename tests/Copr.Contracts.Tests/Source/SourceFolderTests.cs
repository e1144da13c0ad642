using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Copr.Contracts.Tests.Source;

/// <summary>The folders of the library depend one way only. Doc comments can refer to any type.</summary>
public sealed class SourceFolderTests
{
    /// <summary>Each folder uses only types of its own and of those to its right. The empty name is the root.</summary>
    private static readonly string[] Folders = ["Tasks", "Validation", "", "Json", "Values", "Diagnostics"];

    /// <summary>The lists of all rules, of all types that System.Text.Json knows, and of all values. They name those of both wires.</summary>
    private static readonly string[] Lists = ["Validation/Rules.cs", "CoprJsonContext.cs", "Values/ListItemKind.cs"];

    private static readonly string[] ImplicitUsings =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks",
    ];

    private static readonly string Library = Path.Combine(TestFolder.Root, "src", "Copr.Contracts");

    private static readonly CSharpCompilation Compilation = Compile();

    [Fact]
    public void Every_folder_has_a_place_in_the_order() =>
        Compilation.SyntaxTrees.Select(FolderOf).Distinct().Should().BeEquivalentTo(Folders);

    [Fact]
    public void A_folder_uses_only_the_types_of_the_folders_below_it() =>
        string.Join('\n', Compilation.SyntaxTrees.SelectMany(FindForbiddenUses).Distinct()).Should().BeEmpty();

    /// <summary>Otherwise the types that an expression uses could be unknown.</summary>
    [Fact]
    public void The_sources_compile_except_for_the_generated_context() =>
        Compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(static diagnostic => diagnostic.ToString())
            .Should().OnlyContain(static error => error.Contains("CoprJsonContext", StringComparison.Ordinal));

    private static CSharpCompilation Compile()
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp14);
        IEnumerable<SyntaxTree> files = Directory.EnumerateFiles(Library, "*.cs", SearchOption.AllDirectories)
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file));
        IEnumerable<string> usings = XDocument.Load($"{Library}/Copr.Contracts.csproj").Descendants("Using")
            .Select(static element => $"{(element.Attribute("Static") is null ? "" : "static ")}{element.Attribute("Include")!.Value}")
            .Concat(ImplicitUsings).Select(static name => $"global using {name};\n");
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static file => Path.GetFileName(file) != "Copr.Contracts.dll")
            .Select(static file => MetadataReference.CreateFromFile(file));
        return CSharpCompilation.Create(
            "Copr.Contracts",
            [.. files, CSharpSyntaxTree.ParseText(string.Concat(usings), options, $"{Library}/Usings.cs")],
            references,
            new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static IEnumerable<string> FindForbiddenUses(SyntaxTree file)
    {
        SemanticModel model = Compilation.GetSemanticModel(file);
        int level = Array.IndexOf(Folders, FolderOf(file));
        return
            from node in file.GetRoot().DescendantNodes()
            from type in FindTypes(node, model)
            from declaration in type.DeclaringSyntaxReferences
            where Array.IndexOf(Folders, FolderOf(declaration.SyntaxTree)) < level && !Lists.Contains(PathOf(file))
            let line = node.GetLocation().GetLineSpan().StartLinePosition.Line + 1
            select $"{PathOf(file)}:{line} uses {type.Name} of {PathOf(declaration.SyntaxTree)}";
    }

    /// <summary>Finds the types of the library that a node names, whose members it names, or that an expression has.</summary>
    private static IEnumerable<INamedTypeSymbol> FindTypes(SyntaxNode node, SemanticModel model)
    {
        ISymbol? symbol = node is SimpleNameSyntax ? model.GetSymbolInfo(node).Symbol : null;
        ITypeSymbol? ofExpression = node is ExpressionSyntax ? model.GetTypeInfo(node).Type : null;
        return Expand(symbol as ITypeSymbol).Concat(Expand(symbol?.ContainingType)).Concat(Expand(ofExpression))
            .Where(static type => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, Compilation.Assembly));
    }

    /// <summary>Returns a type, and the types that its name consists of: type arguments, elements and containing types.</summary>
    private static IEnumerable<INamedTypeSymbol> Expand(ITypeSymbol? type) => type switch
    {
        INamedTypeSymbol named => [named, .. named.TypeArguments.SelectMany(Expand), .. Expand(named.ContainingType)],
        IArrayTypeSymbol array => Expand(array.ElementType),
        _ => [],
    };

    private static string PathOf(SyntaxTree file) => Path.GetRelativePath(Library, file.FilePath);

    private static string FolderOf(SyntaxTree file) => Path.GetDirectoryName(PathOf(file))!;
}
