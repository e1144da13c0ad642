namespace Copr.Contracts.Tool.Checking;

/// <summary>The place of a value in a document, and the part of it to which a violation points if it is a list.</summary>
internal readonly record struct ExcerptPlace(long Line, long Column, ListPlace? List)
{
    public static ExcerptPlace? Of(Violation violation) =>
        violation is { Line: { } line, Column: { } column } ? new ExcerptPlace(line, column, ListPlace.Of(violation)) : null;
}
