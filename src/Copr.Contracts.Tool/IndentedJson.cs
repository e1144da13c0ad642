using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Copr.Contracts.Tool.Printing;

namespace Copr.Contracts.Tool;

/// <summary>Writes indented JSON.</summary>
internal static class IndentedJson
{
    private static readonly JsonWriterOptions Options =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }

        string json = Encoding.UTF8.GetString(buffer.ToArray());
        return string.Join('\n', json.Split('\n').Select(Invisible.EscapeInJson));
    }
}
