using System.Text.Json;
using Copr.Contracts.Json;

namespace Copr.Contracts.Tests.Json;

/// <summary>A reader may be given a text in pieces, down to single bytes.</summary>
public sealed class SegmentTests
{
    [Fact]
    public void A_document_in_pieces_of_one_byte_is_read_alike()
    {
        byte[] document = Document.Replacing("http://foo/pkg.src", "http://例え/a\\u0026b");

        Read(document).Should().Be(CoprJson.Read<WaitingBuilds>(document));
    }

    [Theory]
    [InlineData("\"id\": 4", "\"id\": \"4\"", "\"id\" is the text \"4\"; *")]
    [InlineData("\"id\": 4", "\"id\": 4.25", "\"id\" is the number 4.25; *")]
    [InlineData("fedora-rawhide-i386", "fedora\\u0020rawhide", "\"chroots\": item 1 is \"fedora\", *")]
    [InlineData("\"baz\"", "\"\\ud800\"", "\"name\" holds a text that is not Unicode; *")]
    public void What_is_wrong_in_pieces_is_told_alike(string from, string to, string message) =>
        FluentActions.Invoking(() => Read(Document.Replacing(from, to))).Should().Throw<ContractException>().Which.Violation.Message.Should().Match(message);

    private static WaitingBuilds? Read(byte[] document)
    {
        var reader = new Utf8JsonReader(Segments.Of([.. document.Select(static unit => new[] { unit })]), new JsonReaderOptions { AllowTrailingCommas = true });
        return JsonSerializer.Deserialize<WaitingBuilds>(ref reader, CoprJson.Strict);
    }
}
