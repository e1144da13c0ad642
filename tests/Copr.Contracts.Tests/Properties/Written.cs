using System.Text;

namespace Copr.Contracts.Tests.Properties;

/// <summary>A value and the JSON that the contract specifies for it, which is made without the code that is tested.</summary>
internal sealed record Written<T>(T Value, string Json)
{
    public byte[] Utf8Json => Encoding.UTF8.GetBytes(Json);

    public override string ToString() => Json;
}
