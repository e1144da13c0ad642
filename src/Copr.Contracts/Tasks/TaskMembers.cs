namespace Copr.Contracts.Tasks;

/// <summary>Takes members that may be absent, and not only null, and the priority of a repository.</summary>
internal static class TaskMembers
{
    public static Optional<string?> OptionalText(this ref Members members, ReadOnlySpan<byte> name) =>
        members.HasOptional(name) ? members.TextOrNull(name) : default(Optional<string?>);

    public static Optional<long?> OptionalInteger(this ref Members members, ReadOnlySpan<byte> name) =>
        members.HasOptional(name) ? members.IntegerOrNull(name) : default(Optional<long?>);

    public static Optional<bool?> OptionalBoolean(this ref Members members, ReadOnlySpan<byte> name) =>
        members.HasOptional(name) ? members.BooleanOrNull(name) : default(Optional<bool?>);

    public static Optional<DateTimeOffset?> OptionalTime(this ref Members members, ReadOnlySpan<byte> name) =>
        members.HasOptional(name) ? members.ReportedTimeOrNull(name) : default(Optional<DateTimeOffset?>);

    public static Optional<T?> OptionalObject<T>(this ref Members members, ReadOnlySpan<byte> name) where T : class, IContractObject<T> =>
        members.HasOptional(name) ? members.ObjectOrNull<T>(name) : default(Optional<T?>);

    public static RepositoryPriority Priority(this ref Members members, ReadOnlySpan<byte> name) =>
        !members.HasOptional(name) ? default
        : members.PeekText(name) is not null ? new RepositoryPriority(members.Text(name))
        : new RepositoryPriority(members.IntegerOrNull(name));
}
