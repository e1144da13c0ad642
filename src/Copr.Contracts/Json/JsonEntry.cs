namespace Copr.Contracts.Json;

/// <summary>A value in an indexed text. Positions are offsets from the start of the text.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct JsonEntry
{
    public int Start;
    public bool IsEscaped;
    public bool IsNameEscaped;

    /// <summary>The value's first token; None for the value that was expected where the text stops being JSON.</summary>
    public JsonTokenType Kind;

    /// <summary>Whether a member of the contract has this value.</summary>
    public bool IsTaken;

    /// <summary>Where the member's name begins, after its quotation mark; -1 if the value has no name.</summary>
    public int NameStart;

    /// <summary>The length of the member's name; for an item of an array, its index.</summary>
    public int NameLength;

    /// <summary>Where the value ends; 0 if the text stops being JSON before that.</summary>
    public int End;

    /// <summary>The index of the object or array that contains the value; -1 if there is none.</summary>
    public int Parent;

    /// <summary>The index of the next value that is not inside this one.</summary>
    public int Next;

    public readonly bool HasName => NameStart >= 0;
    public readonly bool IsCutOff => End == 0;

    /// <summary>Whether the value is that of a member with this name.</summary>
    public readonly bool IsNamed(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text) => HasName && (IsNameEscaped
        ? JsonText.TryDecode(QuotedName(text), isEscaped: true, out string? decoded) && decoded == Encoding.UTF8.GetString(name)
        : NameLength == name.Length && text.Slice(NameStart, NameLength).SequenceEqual(name));

    /// <summary>The member's name, in its quotation marks.</summary>
    public readonly ReadOnlySpan<byte> QuotedName(ReadOnlySpan<byte> text) => text.Slice(NameStart - 1, NameLength + 2);

    /// <summary>The value's text, as far as it is JSON.</summary>
    public readonly ReadOnlySpan<byte> ValueIn(ReadOnlySpan<byte> text) => IsCutOff ? text[Start..] : text[Start..End];
}
