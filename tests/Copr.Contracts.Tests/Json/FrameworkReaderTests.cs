using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Copr.Contracts.Tests.Json;

/// <summary>What the package's reading where an object is (<c>ReaderText</c>) assumes of <see cref="Utf8JsonReader"/>, which does not
/// document it. If one of these fails after an update of the framework, that reading is unsafe.</summary>
public sealed class FrameworkReaderTests
{
    private static readonly byte[] Json = "  [ 1, {\"a\": [\"x\", 1.5, true, {\"b\\n\": null}]}, \"end\" ]"u8.ToArray();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_tokens_of_a_reader_of_a_span_are_slices_of_the_span(bool isContinued)
    {
        int start = isContinued ? 5 : 0;
        var reader = new Utf8JsonReader(Json.AsSpan(0, start), isFinalBlock: false, state: default);
        while (reader.Read())
        {
        }

        start = isContinued ? (int)reader.BytesConsumed : 0;
        ReadOnlySpan<byte> input = Json.AsSpan(start);
        reader = new Utf8JsonReader(input, isFinalBlock: true, reader.CurrentState);
        int tokens = 0;
        for (; reader.Read(); tokens++)
        {
            int quotes = reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String ? 1 : 0;
            reader.HasValueSequence.Should().BeFalse();
            Unsafe.AreSame(
                ref MemoryMarshal.GetReference(reader.ValueSpan),
                ref Unsafe.AsRef(in input[(int)reader.TokenStartIndex + quotes])).Should().BeTrue($"of {reader.TokenType}");
        }

        tokens.Should().BeGreaterThan(10);
    }

    [Fact]
    public void Only_a_reader_of_a_span_has_no_object_in_its_position()
    {
        var ofSpan = new Utf8JsonReader(Json);
        var ofOnePiece = new Utf8JsonReader(new ReadOnlySequence<byte>(Json));
        var ofPieces = new Utf8JsonReader(Segments.Of([Json[..9], Json[9..]]));
        while (ofSpan.Read() && ofOnePiece.Read() && ofPieces.Read())
        {
            ofSpan.Position.GetObject().Should().BeNull();
            ofOnePiece.Position.GetObject().Should().NotBeNull();
            ofPieces.Position.GetObject().Should().NotBeNull();
        }
    }

    [Fact]
    public void A_reader_of_a_span_that_throws_has_consumed_no_more_than_the_span()
    {
        for (int length = 0; length < Json.Length; length++)
        {
            var reader = new Utf8JsonReader(Json.AsSpan(0, length));
            try
            {
                while (reader.Read())
                {
                }
            }
            catch (JsonException)
            {
                reader.BytesConsumed.Should().BeInRange(0, length);
                reader.Position.GetObject().Should().BeNull();
            }
        }
    }
}
