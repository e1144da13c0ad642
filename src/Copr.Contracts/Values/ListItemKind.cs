namespace Copr.Contracts;

/// <summary>A type of list item, or of a list, for callers that have only its <see cref="Type"/>.</summary>
internal sealed record ListItemKind(Type Type, Func<ReadingMode, JsonConverter> CreateConverter, Func<string, object> Parse)
{
    /// <summary>The one list of the types. Native AOT cannot create generic types at run time, so it names them.</summary>
    private static readonly ListItemKind[] All =
        [.. KindsOf<Chroot>(), .. KindsOf<PackageUrl>(), .. KindsOf<RepositoryUrl>(), .. KindsOf<Tasks.TaskId>()];

    /// <summary>Finds the kind of a type; null if it is neither a list item nor a list.</summary>
    public static ListItemKind? Find(Type type) => Array.Find(All, kind => kind.Type == type);

    private static ListItemKind[] KindsOf<T>() where T : struct, IListItem<T> =>
    [
        new(typeof(T), static _ => new ListItemConverter<T>(), static text => ItemText.TryParse(text, out T item) ? item
            : throw Malformed(new(T.MalformedRule, $"{Excerpt.Of(text)} {T.FindProblem(text)}", T.Expected))),
        new(typeof(SpaceSeparatedList<T>), static mode => new ListConverter<T>(mode), static text =>
            ListText.Parse<T>(text, ReadingMode.Strict, Malformed)),
    ];

    /// <summary>The message names the rule, because whoever reads it, such as the operator of a service, has no exception to ask.</summary>
    private static FormatException Malformed(ListProblem problem) => new($"{problem.Rule}: {problem.Found}; expected {problem.Expected}.");
}
