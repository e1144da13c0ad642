namespace Copr.Contracts;

/// <summary>A type of list item, for callers that have only its <see cref="Type"/>. This is the one list of the types.</summary>
internal abstract class ListItemKind
{
    /// <summary>Every kind. The generic types are named here because Native AOT cannot create them at run time.</summary>
    public static IReadOnlyList<ListItemKind> All { get; } = [new Kind<Chroot>(), new Kind<PackageUrl>(), new Kind<RepositoryUrl>()];

    /// <summary>Returns the converter for an item or a list, or null if the type is neither.</summary>
    public static JsonConverter? CreateConverter(Type type, ReadingMode mode) =>
        All.Select(kind => kind.CreateConverterOrNull(type, mode)).FirstOrDefault(static converter => converter is not null);

    /// <summary>Parses an item or a list strictly, or returns null if the type is neither.</summary>
    /// <exception cref="FormatException">The text is not a value of the type.</exception>
    public static object? Parse(Type type, string text) =>
        All.Select(kind => kind.ParseOrNull(type, text)).FirstOrDefault(static value => value is not null);

    protected abstract JsonConverter? CreateConverterOrNull(Type type, ReadingMode mode);
    protected abstract object? ParseOrNull(Type type, string text);

    private sealed class Kind<T> : ListItemKind where T : struct, IListItem<T>
    {
        protected override JsonConverter? CreateConverterOrNull(Type type, ReadingMode mode) =>
            type == typeof(T) ? new ListItemConverter<T>()
            : type == typeof(SpaceSeparatedList<T>) ? new SpaceSeparatedListConverter<T>(mode)
            : null;

        protected override object? ParseOrNull(Type type, string text) =>
            type == typeof(T) ? ListItem.Parse<T>(text)
            : type == typeof(SpaceSeparatedList<T>) ? SpaceSeparatedList<T>.Parse(text)
            : null;
    }
}
