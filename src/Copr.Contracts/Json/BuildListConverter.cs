using System.Text.Json;

namespace Copr.Contracts.Json;

/// <summary>Reads and writes the array of builds.</summary>
internal sealed class BuildListConverter(ContractConverter<Build> builds) : ContractConverter<ValueList<Build>>(ReadingMode.Strict)
{
    internal override bool TryRead(ref Utf8JsonReader reader, ReadContext context, out ValueList<Build>? value)
    {
        value = null;
        if (!Token.Is(JsonTokenType.StartArray, ref reader, context, "an array of builds"))
        {
            return false;
        }

        bool isWhole = true;
        List<Build> list = [];
        context.Enter(0);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            isWhole &= builds.TryRead(ref reader, context, out Build? build);
            list.Add(build!);
            context.Leave();
            context.Enter(list.Count);
        }

        context.Leave();

        value = isWhole ? ValueList<Build>.Freeze(list) : null;
        return isWhole;
    }

    internal override void Write(Utf8JsonWriter writer, ValueList<Build> value, ReadingMode mode)
    {
        writer.WriteStartArray();
        foreach (Build build in value.AsSpan())
        {
            builds.Write(writer, build, mode);
        }

        writer.WriteEndArray();
    }
}
