using System.Buffers;
using System.Text.Json;

namespace Copr.Contracts.Json;

/// <summary>Writes texts and names as they are, whatever encoder the application's writer has.</summary>
internal static class JsonText
{
    /// <summary>The characters that no encoder escapes.</summary>
    private static readonly SearchValues<char> Plain =
        SearchValues.Create(" !#$%()*,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~");

    public static void WriteText(this Utf8JsonWriter writer, ReadOnlySpan<char> text)
    {
        if (IsWrittenAsIs(writer, text))
        {
            writer.WriteStringValue(text);
        }
        else
        {
            writer.WriteStringValue(JsonEncodedText.Encode(text, ContractEncoder.Instance));
        }
    }

    public static void WriteName(this Utf8JsonWriter writer, ReadOnlySpan<char> name)
    {
        if (IsWrittenAsIs(writer, name))
        {
            writer.WritePropertyName(name);
        }
        else
        {
            writer.WritePropertyName(JsonEncodedText.Encode(name, ContractEncoder.Instance));
        }
    }

    private static bool IsWrittenAsIs(Utf8JsonWriter writer, ReadOnlySpan<char> text) =>
        !text.ContainsAnyExcept(Plain) || ReferenceEquals(writer.Options.Encoder, ContractEncoder.Instance);
}
