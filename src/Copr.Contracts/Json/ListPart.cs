using Copr.Contracts.Diagnostics;

namespace Copr.Contracts.Json;

/// <summary>What a <see cref="ListPart"/> is.</summary>
internal enum PartKind
{
    /// <summary>The whole document, which is not an object.</summary>
    Document,

    /// <summary>The name of a member of the document.</summary>
    Name,

    /// <summary>The value of a member of the document.</summary>
    Value,

    /// <summary>An item of the list.</summary>
    Item,

    /// <summary>The end of the document's object.</summary>
    End,
}

/// <summary>A part of a document.</summary>
/// <param name="kind">What it is.</param>
/// <param name="text">Its text; empty if it is too large.</param>
/// <param name="start">Where it begins in the document.</param>
/// <param name="maxDepth">How deep it may be nested.</param>
/// <param name="isTooLarge">Whether it exceeds <see cref="ReaderLimits.MaxBuildBytes"/>.</param>
internal readonly ref struct ListPart(PartKind kind, ReadOnlySpan<byte> text, TextPosition start, int maxDepth, bool isTooLarge)
{
    public PartKind Kind { get; } = kind;

    public ReadOnlySpan<byte> Text { get; } = text;

    public TextPosition Start { get; } = start;

    public int MaxDepth { get; } = maxDepth;

    public bool IsTooLarge { get; } = isTooLarge;
}
