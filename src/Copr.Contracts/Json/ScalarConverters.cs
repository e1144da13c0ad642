using System.Text.Json;

namespace Copr.Contracts.Json;

/// <summary>Ids: 64-bit integers, written without fraction and exponent.</summary>
internal sealed class IntegerConverter() : ContractConverter<long>(ReadingMode.Strict)
{
    internal override bool TryRead(ref Utf8JsonReader reader, ReadContext context, out long value)
    {
        value = 0;
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out value))
        {
            return true;
        }

        Token.ReportWrongType(ref reader, context, "an integer from -9223372036854775808 to 9223372036854775807");
        return false;
    }

    internal override bool TryReadPlain(ref PlainJsonReader reader, out long value) => reader.TryTakeInteger(out value);

    internal override void Write(ref ContractWriter writer, long value) => writer.WriteNumber(value);
}

/// <summary>True and false.</summary>
internal sealed class BooleanConverter(string expected) : ContractConverter<bool>(ReadingMode.Strict)
{
    internal override bool TryRead(ref Utf8JsonReader reader, ReadContext context, out bool value)
    {
        value = reader.TokenType == JsonTokenType.True;
        return value || Token.Is(JsonTokenType.False, ref reader, context, expected);
    }

    internal override bool TryReadPlain(ref PlainJsonReader reader, out bool value)
    {
        value = reader.TryTake("true"u8);
        return value || reader.TryTake("false"u8);
    }

    internal override void Write(ref ContractWriter writer, bool value) => writer.WriteBoolean(value);
}

/// <summary>Texts, which go out as they came in.</summary>
internal sealed class TextConverter(string expected) : ContractConverter<string>(ReadingMode.Strict)
{
    internal override bool TryRead(ref Utf8JsonReader reader, ReadContext context, out string? value)
    {
        value = null;
        return Token.Is(JsonTokenType.String, ref reader, context, expected) && Token.TryGetText(reader, context, out value);
    }

    internal override bool TryReadPlain(ref PlainJsonReader reader, out string? value) => reader.TryTakeText(out value);

    internal override void Write(ref ContractWriter writer, string value) => writer.WriteText(value);
}

/// <summary>Texts that may be null.</summary>
internal sealed class NullableTextConverter(ContractConverter<string> inner) : ContractConverter<string?>(ReadingMode.Strict)
{
    internal override bool TryRead(ref Utf8JsonReader reader, ReadContext context, out string? value)
    {
        value = null;
        return reader.TokenType == JsonTokenType.Null || inner.TryRead(ref reader, context, out value);
    }

    internal override bool TryReadPlain(ref PlainJsonReader reader, out string? value)
    {
        value = null;
        return reader.TryTakeNull() || inner.TryReadPlain(ref reader, out value);
    }

    internal override void Write(ref ContractWriter writer, string? value)
    {
        if (value is null)
        {
            writer.WriteNull();
        }
        else
        {
            inner.Write(ref writer, value);
        }
    }
}

/// <summary>Values that may be null.</summary>
internal sealed class NullableConverter<T>(ContractConverter<T> inner) : ContractConverter<T?>(ReadingMode.Strict)
    where T : struct
{
    internal override bool TryRead(ref Utf8JsonReader reader, ReadContext context, out T? value)
    {
        value = null;
        if (reader.TokenType == JsonTokenType.Null)
        {
            return true;
        }

        bool isRead = inner.TryRead(ref reader, context, out T read);
        value = isRead ? read : null;
        return isRead;
    }

    internal override bool TryReadPlain(ref PlainJsonReader reader, out T? value)
    {
        value = null;
        if (reader.TryTakeNull())
        {
            return true;
        }

        bool isRead = inner.TryReadPlain(ref reader, out T read);
        value = read;
        return isRead;
    }

    internal override void Write(ref ContractWriter writer, T? value)
    {
        if (value is { } present)
        {
            inner.Write(ref writer, present);
        }
        else
        {
            writer.WriteNull();
        }
    }
}
