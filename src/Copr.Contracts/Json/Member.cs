using System.Text;
using System.Text.Json;

namespace Copr.Contracts.Json;

/// <summary>The place in an object that a member is read into and written from.</summary>
internal delegate ref TValue Field<in TOwner, TValue>(TOwner owner);

/// <summary>A line of an object's contract: a member's name, its values and its place.</summary>
internal static class Member
{
    /// <summary>A member that has to be there.</summary>
    public static Member<TOwner> Required<TOwner, TValue>(string name, ContractConverter<TValue> values, Field<TOwner, TValue> field) =>
        new Member<TOwner, TValue>(name, values, field) { IsRequired = true };

    /// <summary>A member that may be missing and is then null.</summary>
    public static Member<TOwner> Optional<TOwner, TValue>(string name, ContractConverter<TValue> values, Field<TOwner, TValue> field) =>
        new Member<TOwner, TValue>(name, values, field) { IsRequired = false };

    /// <summary>A member that is left out where it is null, and says nothing then.</summary>
    public static Member<TOwner> Partial<TOwner, TValue>(string name, ContractConverter<TValue> values, Field<TOwner, TValue> field) =>
        new Member<TOwner, TValue>(name, values, field) { IsRequired = false, IsLeftOutWhenNull = true };
}

/// <inheritdoc cref="Member"/>
internal abstract class Member<TOwner>(string name)
{
    public string Name { get; } = name;

    /// <summary>The name in its quotes, in UTF-8.</summary>
    public byte[] QuotedName { get; } = Encoding.UTF8.GetBytes($"\"{name}\"");

    public ReadOnlySpan<byte> Utf8Name => QuotedName.AsSpan()[1..^1];

    public required bool IsRequired { get; init; }

    public bool IsLeftOutWhenNull { get; init; }

    /// <summary>Reads the value that the reader stands at; false where it was reported and left alone.</summary>
    public abstract bool TryRead(ref Utf8JsonReader reader, ReadContext context, TOwner owner);

    /// <summary>Reads the value that the reader stands at, where it is plain.</summary>
    public abstract bool TryReadPlain(ref PlainJsonReader reader, TOwner owner);

    /// <summary>Writes the name and the value.</summary>
    public abstract void Write(ref ContractWriter writer, TOwner owner);
}

/// <inheritdoc cref="Member"/>
internal sealed class Member<TOwner, TValue>(string name, ContractConverter<TValue> values, Field<TOwner, TValue> field) : Member<TOwner>(name)
{
    public override bool TryRead(ref Utf8JsonReader reader, ReadContext context, TOwner owner) =>
        values.TryRead(ref reader, context, out field(owner)!);

    public override bool TryReadPlain(ref PlainJsonReader reader, TOwner owner) => values.TryReadPlain(ref reader, out field(owner)!);

    public override void Write(ref ContractWriter writer, TOwner owner)
    {
        TValue value = field(owner);
        if (value is null && IsLeftOutWhenNull)
        {
            return;
        }

        writer.NextMember(QuotedName);
        values.Write(ref writer, value);
    }
}
