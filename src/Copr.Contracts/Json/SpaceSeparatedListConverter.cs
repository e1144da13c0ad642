using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Copr.Contracts.Text;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Json;

/// <summary>Reads and writes a <see cref="SpaceSeparatedList{T}"/>: a text, or null for the empty list.</summary>
/// <remarks>
/// Read, null and the empty text are both the empty list. Written, the empty list is null. A strict converter takes
/// exactly one space between items and none around them; a lenient one takes any run of ASCII white space.
/// </remarks>
public sealed class SpaceSeparatedListConverter : JsonConverterFactory
{
    private readonly ReadingMode mode;

    /// <summary>A strict converter.</summary>
    public SpaceSeparatedListConverter()
        : this(ReadingMode.Strict)
    {
    }

    /// <summary>A converter of a mode.</summary>
    /// <param name="mode">How closely a text has to keep the contract.</param>
    public SpaceSeparatedListConverter(ReadingMode mode) => this.mode = mode;

    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => CoprJsonContext.ListConverter(typeToConvert, mode) is not null;

    /// <inheritdoc/>
    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        CoprJsonContext.ListConverter(typeToConvert, mode);
}

/// <inheritdoc cref="SpaceSeparatedListConverter"/>
internal sealed class SpaceSeparatedListConverter<T>(ReadingMode mode) : ContractConverter<SpaceSeparatedList<T>>(mode)
    where T : struct, IListItem<T>
{
    public override bool HandleNull => true;

    internal override bool TryRead(ref Utf8JsonReader reader, ReadContext context, out SpaceSeparatedList<T> value)
    {
        value = default;
        if (reader.TokenType == JsonTokenType.Null)
        {
            return true;
        }

        bool isPlain = reader is { TokenType: JsonTokenType.String, HasValueSequence: false, ValueIsEscaped: false };
        if (isPlain && RecentLists<T>.TryFind(reader.ValueSpan, out value))
        {
            return true;
        }

        if (!Token.Is(JsonTokenType.String, ref reader, context, "a text with one space between items, or null") || !Token.TryGetText(reader, context, out string? text))
        {
            return false;
        }

        var parser = new ListParser<T>(text, context.Mode);
        if (parser.TryParse(out value))
        {
            if (isPlain)
            {
                RecentLists<T>.Add(reader.ValueSpan, value);
            }

            return true;
        }

        foreach ((Rule rule, string message) in parser.Problems())
        {
            context.Report(rule, reader, $"{context.Subject}: {message}");
        }

        return false;
    }

    internal override bool TryReadPlain(ref PlainJsonReader reader, out SpaceSeparatedList<T> value)
    {
        value = default;
        if (reader.TryTakeNull())
        {
            return true;
        }

        if (!reader.TryTakeText(out ReadOnlySpan<byte> ascii))
        {
            return false;
        }

        if (RecentLists<T>.TryFind(ascii, out value))
        {
            return true;
        }

        bool isList = new ListParser<T>(Encoding.Latin1.GetString(ascii), reader.Mode).TryParse(out value);
        if (isList)
        {
            RecentLists<T>.Add(ascii, value);
        }

        return isList;
    }

    internal override void Write(ref ContractWriter writer, SpaceSeparatedList<T> value)
    {
        if (value.IsEmpty)
        {
            writer.WriteNull();
        }
        else
        {
            writer.WriteText(value.ToString());
        }
    }
}
