namespace Copr.Contracts.Tasks;

/// <summary>Takes and writes members that may be absent, and not only null, and takes the priority of a repository.</summary>
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
        : members.IsText(name) ? new RepositoryPriority(members.Text(name), isLiteral: false)
        : members.Literal(name) is { } literal ? new RepositoryPriority(literal, isLiteral: true)
        : new RepositoryPriority(members.IntegerOrNull(name));

    public static void WriteLiteral(this Utf8JsonWriter writer, JsonEncodedText name, string literal)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(literal, skipInputValidation: true);
    }

    public static void WriteText(this Utf8JsonWriter writer, JsonEncodedText name, Optional<string?> value) =>
        writer.WriteText(name, value.Value, isLeftOut: !value.IsPresent);

    public static void WriteInteger(this Utf8JsonWriter writer, JsonEncodedText name, Optional<long?> value) =>
        writer.WriteInteger(name, value.Value, isLeftOut: !value.IsPresent);

    public static void WriteBoolean(this Utf8JsonWriter writer, JsonEncodedText name, Optional<bool?> value) =>
        writer.WriteBoolean(name, value.Value, isLeftOut: !value.IsPresent);

    public static void WriteTime(this Utf8JsonWriter writer, JsonEncodedText name, Optional<DateTimeOffset?> value) =>
        writer.WriteTime(name, value.Value, isLeftOut: !value.IsPresent);

    public static void WriteObject<T>(this Utf8JsonWriter writer, JsonEncodedText name, Optional<T?> value)
        where T : class, IContractObject<T> => writer.WriteObject(name, value.Value, isLeftOut: !value.IsPresent);
}
