using System.Buffers;
using System.Text;
using System.Text.Json;
using Copr.Contracts.Json;

namespace Copr.Contracts.Tests.Json;

/// <summary>Texts of any length and kind come out of writing and reading as they were.</summary>
public sealed class RoundTripTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(168)]
    [InlineData(169)]
    [InlineData(170)]
    [InlineData(171)]
    [InlineData(512)]
    [InlineData(70_000)]
    public void A_text_of_any_length_is_written_whole(int length)
    {
        Build build = Samples.Build with { Results = string.Concat(Enumerable.Repeat("é例&", length)) };

        CoprJson.Read<Build>(CoprJson.Write(build)).Results.Should().Be(build.Results);
    }

    [Theory]
    [InlineData("\"\u00e9\"")]
    [InlineData("\\\ud83d\ude00")]
    [InlineData("\u0001\u001f\b\f\n\r\t")]
    [InlineData("\ud83d\ude00\"\u2028\u0085\u00a0")]
    public void A_text_that_has_to_be_escaped_is_read_back(string text) =>
        CoprJson.Read<Build>(CoprJson.Write(Samples.Build with { Results = text })).Results.Should().Be(text);

    [Theory]
    [InlineData("\r\n", ' ', 2)]
    [InlineData("\n", '\t', 1)]
    public void An_application_may_lay_it_out_otherwise_whichever_way_it_writes(string newLine, char indent, int size)
    {
        var options = new JsonSerializerOptions(CoprJson.Strict) { WriteIndented = true, NewLine = newLine, IndentCharacter = indent, IndentSize = size };
        var buffer = new ArrayBufferWriter<byte>();

        CoprJson.Write(buffer, Samples.Copr, options);

        Text(buffer.WrittenSpan).Should().StartWith($"{{{newLine}{new string(indent, size)}\"owner_id\": 2,{newLine}").And.Be(Text(CoprJson.Write(Samples.Copr, options)));
    }

    private static string Text(ReadOnlySpan<byte> utf8Text) => Encoding.UTF8.GetString(utf8Text);
}
