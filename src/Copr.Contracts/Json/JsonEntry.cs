using System.Runtime.InteropServices;
using System.Text.Json;

namespace Copr.Contracts.Json;

/// <summary>A value in an indexed text. Positions are offsets from the start of the text; indexes are those of the entries.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct JsonEntry
{
    /// <summary>The value's first token.</summary>
    public JsonTokenType Kind;

    /// <summary>Whether the string contains escapes.</summary>
    public bool IsEscaped;

    /// <summary>Whether the member's name contains escapes.</summary>
    public bool IsNameEscaped;

    /// <summary>Whether a member of the contract has this value.</summary>
    public bool IsTaken;

    /// <summary>Where the member's name begins, after its quotation mark; -1 for an item of an array.</summary>
    public int NameStart;

    /// <summary>The length of the member's name; for an item of an array, its index.</summary>
    public int NameLength;

    /// <summary>Where the value begins.</summary>
    public int Start;

    /// <summary>Where the value ends; 0 if the text stops being JSON before that.</summary>
    public int End;

    /// <summary>The index of the object or array that contains the value; -1 if the value is the whole text.</summary>
    public int Parent;

    /// <summary>The index of the next value that is not inside this one.</summary>
    public int Next;

    public readonly bool IsCutOff => End == 0;
}
