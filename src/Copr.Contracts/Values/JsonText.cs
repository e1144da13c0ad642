namespace Copr.Contracts.Json;

/// <summary>Reads and writes the texts of JSON exactly as they are, whatever encoder the application's writer has.</summary>
internal static class JsonText
{
    /// <summary>The characters that no encoder escapes.</summary>
    private static readonly SearchValues<char> Plain =
        SearchValues.Create(" !#$%()*,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>Decodes a string that is in quotation marks; returns false if it is not Unicode text.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> utf8Json, bool isEscaped, [NotNullWhen(true)] out string? value)
    {
        if (isEscaped)
        {
            var reader = new Utf8JsonReader(utf8Json);
            reader.Read();
            return JsonToken.TryGetString(reader, out value);
        }

        ReadOnlySpan<byte> content = utf8Json[1..^1];
        value = Ascii.IsValid(content) ? Encoding.Latin1.GetString(content) : Utf8.IsValid(content) ? Encoding.UTF8.GetString(content) : null;
        return value is not null;
    }

    public static void WriteText(this Utf8JsonWriter writer, ReadOnlySpan<char> text)
    {
        if (IsWrittenAsIs(writer, text))
            writer.WriteStringValue(text);
        else
            writer.WriteStringValue(JsonEncodedText.Encode(text, ContractEncoder.Instance));
    }

    public static void WriteName(this Utf8JsonWriter writer, ReadOnlySpan<char> name)
    {
        if (IsWrittenAsIs(writer, name))
            writer.WritePropertyName(name);
        else
            writer.WritePropertyName(JsonEncodedText.Encode(name, ContractEncoder.Instance));
    }

    private static bool IsWrittenAsIs(Utf8JsonWriter writer, ReadOnlySpan<char> text) =>
        ReferenceEquals(writer.Options.Encoder, ContractEncoder.Instance) || !text.ContainsAnyExcept(Plain);
}
