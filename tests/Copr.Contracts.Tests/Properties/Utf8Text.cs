using System.Text;

namespace Copr.Contracts.Tests.Properties;

/// <summary>Bytes that are meant as a text. A property that does not hold shows them as one.</summary>
internal sealed record Utf8Text(byte[] Bytes)
{
    public Utf8Text(string text)
        : this(Encoding.UTF8.GetBytes(text))
    {
    }

    public override string ToString() => $"{Encoding.UTF8.GetString(Bytes)} (base64 {Convert.ToBase64String(Bytes)})";
}
