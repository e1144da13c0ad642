namespace Copr.Contracts.Tasks;

/// <summary>What the JSON of a source must have, by its type: what Copr's builder takes without asking whether it is there.</summary>
internal static class TaskSource
{
    /// <summary>Describes what is wrong with the JSON, as the end of a clause; null if nothing is.</summary>
    public static string? FindProblem(SourceTask task)
    {
        string[] texts = TextsOf(task.SourceType);
        JsonElement? decoded = task.DecodeSource();
        if (texts.Length == 0)
            return task.SourceJson is null || decoded is not null ? null : "is not JSON";
        if (decoded is not { ValueKind: JsonValueKind.Object } source)
            return task.SourceJson is null ? "is null" : decoded is null ? "is not JSON" : "is not an object";

        if (UnknownValue.FindProblems(JsonMarshal.GetRawUtf8Value(source)) is [var (_, _, found, _), ..])
            return found;

        string? missing = Array.Find(texts, name => !source.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
            ?? Array.Find(MembersOf(task.SourceType), name => !source.TryGetProperty(name, out _));
        return missing is not null ? $"has no \"{missing}\", which the type {task.SourceType} needs"
            : task is { SourceType: SourceType.Custom, Chroot: null } ? "has a chroot that the task does not have" : null;
    }

    private static string[] TextsOf(SourceType type) => type switch
    {
        SourceType.Link => ["url"],
        SourceType.Upload => ["url", "pkg", "tmp"],
        SourceType.PyPI => ["pypi_package_name"],
        SourceType.RubyGems => ["gem_name"],
        SourceType.Scm or SourceType.DistGit => ["clone_url"],
        SourceType.Custom => ["script", "chroot"],
        _ => [],
    };

    /// <summary>The members that may be null, but not absent.</summary>
    private static string[] MembersOf(SourceType type) => type == SourceType.PyPI ? ["pypi_package_version", "python_versions"] : [];
}
