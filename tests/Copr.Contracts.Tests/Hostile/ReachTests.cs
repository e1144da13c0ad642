using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Copr.Contracts.Tests.Hostile;

/// <summary>What the package's code can get at: what it has no reference to it cannot use, whatever it is sent.</summary>
public sealed class ReachTests
{
    private static readonly string[] References = Types();

    /// <summary>What a response is taken apart with; nothing here opens a connection.</summary>
    private static readonly string[] OfTheNetwork =
        ["System.Net.Http.Headers.HttpContentHeaders", "System.Net.Http.Headers.MediaTypeHeaderValue", "System.Net.Http.HttpContent", "System.Net.Http.HttpResponseMessage", "System.Net.HttpStatusCode"];

    [Fact]
    public void It_opens_no_connection() => References.Where(static type => type.StartsWith("System.Net.", StringComparison.Ordinal)).Should().BeEquivalentTo(OfTheNetwork);

    [Fact]
    public void It_opens_no_file() => References.Should().NotContain(static type => type.StartsWith("System.IO.File", StringComparison.Ordinal) || type.StartsWith("System.IO.Directory", StringComparison.Ordinal) || type == "System.IO.Path");

    [Fact]
    public void It_starts_no_program() => References.Should().NotContain("System.Diagnostics.Process").And.NotContain("System.Diagnostics.ProcessStartInfo");

    [Fact]
    public void It_makes_and_loads_no_code_and_no_type_by_its_name() =>
        References.Should().NotContain(static type =>
            type.StartsWith("System.Reflection.Emit.", StringComparison.Ordinal) || type.StartsWith("System.Runtime.Loader.", StringComparison.Ordinal) || type.StartsWith("System.Linq.Expressions.", StringComparison.Ordinal)
            || type == "System.Activator" || type == "System.Reflection.MethodBase" || type == "System.Reflection.MethodInfo" || type == "System.Runtime.InteropServices.DllImportAttribute");

    private static string[] Types()
    {
        using var file = new PEReader(File.OpenRead(TestFolder.Contracts));
        MetadataReader metadata = file.GetMetadataReader();
        return [.. metadata.TypeReferences.Select(metadata.GetTypeReference).Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")];
    }
}
