using System.Text.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Json;

/// <summary>Reads and writes an object of the contract, such as <see cref="WaitingBuilds"/> or <see cref="BuildUpdate"/>.</summary>
/// <typeparam name="T">The type of the object.</typeparam>
public sealed class ContractObjectConverter<T> : ContractConverter<T>
    where T : class, IContractObject<T>
{
    /// <summary>A strict reader and writer.</summary>
    public ContractObjectConverter()
        : this(ReadingMode.Strict)
    {
    }

    /// <summary>A reader and writer of a mode; a lenient one writes the fractions of a second that it may read.</summary>
    /// <param name="mode">How closely a document has to keep the contract to be read.</param>
    public ContractObjectConverter(ReadingMode mode)
        : base(mode)
    {
    }

    internal override bool TryRead(ref Utf8JsonReader reader, ReadContext context, out T? value)
    {
        value = null;
        if (!Token.Is(JsonTokenType.StartObject, ref reader, context, "an object"))
        {
            return false;
        }

        ObjectContract<T> contract = T.Contract;
        T result = contract.Create();
        long start = reader.TokenStartIndex;
        bool isWhole = true;
        ulong seen = 0;
        int hint = 0;
        OrderedDictionary<string, JsonElement>? unknown = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int index = contract.IndexOf(ref reader, hint);
            if (index < 0)
            {
                isWhole &= UnknownMember.TryRead(ref reader, context, ref unknown);
                continue;
            }

            Member<T> member = contract.Members[index];
            context.Enter(member.Name);
            if ((seen & (1UL << index)) != 0)
            {
                UnknownMember.ReportDuplicate(reader, context);
                isWhole = false;
                reader.TrySkip();
            }
            else
            {
                reader.Read();
                isWhole &= member.TryRead(ref reader, context, result);
            }

            context.Leave();
            seen |= 1UL << index;
            hint = index + 1;
        }

        contract.UnknownMembersOf(result) = UnknownMembers.Own(unknown);
        isWhole &= TryComplete(ref result, seen, start, reader, context);
        value = isWhole ? result : null;
        return isWhole;
    }

    internal override bool TryReadPlain(ref PlainJsonReader reader, out T? value)
    {
        value = null;
        if (!reader.TryTake('{'))
        {
            return false;
        }

        ObjectContract<T> contract = T.Contract;
        T result = contract.Create();
        ulong seen = 0;
        int hint = 0;
        do
        {
            int index = contract.Take(ref reader, hint);
            if (index < 0 || (seen & (1UL << index)) != 0 || !reader.TryTake(':') || !contract.Members[index].TryReadPlain(ref reader, result))
            {
                return false;
            }

            seen |= 1UL << index;
            hint = index + 1;
        }
        while (reader.TryTakeComma('}'));

        value = result;
        return reader.TryTake('}') && (contract.NeededIn(reader.Mode) & ~seen) == 0;
    }

    internal override void Write(ref ContractWriter writer, T value)
    {
        ObjectContract<T> contract = T.Contract;
        writer.StartObject();
        foreach (Member<T> member in contract.Members)
        {
            member.Write(ref writer, value);
        }

        UnknownMembers unknown = contract.UnknownMembersOf(value);
        if (unknown.Count > 0)
        {
            // Their enumerator is allocated, which most objects need not.
            foreach ((string name, JsonElement element) in unknown)
            {
                UnknownMember.Write(ref writer, name, element);
            }
        }

        writer.EndObject();
    }

    /// <summary>Fills what a lenient reader may fill and reports what is missing then.</summary>
    private static bool TryComplete(ref T value, ulong seen, long start, in Utf8JsonReader reader, ReadContext context)
    {
        ObjectContract<T> contract = T.Contract;
        bool fills = context.Mode == ReadingMode.Lenient && contract.FillGaps is not null;
        if (!fills && (contract.Required & ~seen) == 0)
        {
            return true;
        }

        int before = context.Count;
        List<string> absent = contract.NamesExcept(seen);
        value = fills ? contract.FillGaps!(value, absent, context, reader, start) : value;
        foreach (string name in absent.Where(contract.IsRequired))
        {
            context.Report(Rules.MissingMember, reader, start, $"\"{name}\" is missing from {context.Subject}; expected it, since only a member that may be null may be left out");
        }

        return context.Count == before;
    }
}
