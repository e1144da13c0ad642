using System.Text;

namespace Copr.Contracts.Tests.Properties;

/// <summary>A value, and its JSON as the contract has it, which was made without the code that is tested.</summary>
internal sealed record Written<T>(T Value, string Json)
{
    public byte[] Utf8Json => Encoding.UTF8.GetBytes(Json);

    public override string ToString() => Json;
}
