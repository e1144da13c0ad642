using System.Text.Json;

namespace Copr.Contracts.Json;

/// <summary>Reads and writes an array, of builds or of ids, say.</summary>
/// <param name="items">Reads an item.</param>
/// <param name="expected">What it is, with its article.</param>
internal sealed class ArrayConverter<T>(ContractConverter<T> items, string expected) : ContractConverter<ValueList<T>>(ReadingMode.Strict)
    where T : notnull
{
    internal override bool TryRead(ref Utf8JsonReader reader, ReadContext context, out ValueList<T>? value)
    {
        value = null;
        if (!Token.Is(JsonTokenType.StartArray, ref reader, context, expected))
        {
            return false;
        }

        bool isWhole = true;
        List<T> list = [];
        context.Enter(0);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            isWhole &= items.TryRead(ref reader, context, out T? item);
            list.Add(item!);
            context.Leave();
            context.Enter(list.Count);
        }

        context.Leave();

        value = isWhole ? ValueList<T>.Freeze(list) : null;
        return isWhole;
    }

    internal override bool TryReadPlain(ref PlainJsonReader reader, out ValueList<T>? value)
    {
        value = null;
        if (!reader.TryTake('['))
        {
            return false;
        }

        List<T> list = [];
        if (!reader.TryTake(']'))
        {
            do
            {
                if (!items.TryReadPlain(ref reader, out T? item))
                {
                    return false;
                }

                list.Add(item!);
            }
            while (reader.TryTakeComma(']'));

            if (!reader.TryTake(']'))
            {
                return false;
            }
        }

        value = ValueList<T>.Freeze(list);
        return true;
    }

    internal override void Write(ref ContractWriter writer, ValueList<T> value)
    {
        writer.StartArray();
        foreach (T item in value.AsSpan())
        {
            writer.NextItem();
            items.Write(ref writer, item);
        }

        writer.EndArray();
    }
}
