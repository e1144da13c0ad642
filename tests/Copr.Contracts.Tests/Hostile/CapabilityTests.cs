using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Copr.Contracts.Tests.Hostile;

/// <summary>What the package's code can do, whatever it is sent: it cannot use types that it does not reference.</summary>
public sealed class CapabilityTests
{
    private static readonly string[] References = ReadReferences();

    /// <summary>The types of a response, which open no connection.</summary>
    private static readonly string[] ResponseTypes =
    [
        "System.Net.Http.Headers.HttpContentHeaders", "System.Net.Http.Headers.MediaTypeHeaderValue", "System.Net.Http.HttpContent",
        "System.Net.Http.HttpResponseMessage", "System.Net.HttpStatusCode",
    ];

    [Fact]
    public void It_opens_no_connection() =>
        References.Where(static type => type.StartsWith("System.Net.", StringComparison.Ordinal)).Should().BeEquivalentTo(ResponseTypes);

    [Theory]
    [InlineData("System.IO.File")]
    [InlineData("System.IO.Directory")]
    [InlineData("System.IO.Path")]
    public void It_opens_no_file(string type) => AssertUsesNo(type);

    [Fact]
    public void It_starts_no_program() => AssertUsesNo("System.Diagnostics.Process");

    [Theory]
    [InlineData("System.Reflection.Emit.")]
    [InlineData("System.Runtime.Loader.")]
    [InlineData("System.Linq.Expressions.")]
    [InlineData("System.Activator")]
    [InlineData("System.Reflection.MethodBase")]
    [InlineData("System.Reflection.MethodInfo")]
    [InlineData("System.Runtime.InteropServices.DllImportAttribute")]
    public void It_creates_and_loads_no_code_and_no_type_by_name(string type) => AssertUsesNo(type);

    private static void AssertUsesNo(string start) =>
        References.Should().NotContain(type => type.StartsWith(start, StringComparison.Ordinal));

    private static string[] ReadReferences()
    {
        using var file = new PEReader(File.OpenRead(TestFolder.Contracts));
        MetadataReader metadata = file.GetMetadataReader();
        return
        [
            .. metadata.TypeReferences.Select(metadata.GetTypeReference)
                .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}"),
        ];
    }
}
