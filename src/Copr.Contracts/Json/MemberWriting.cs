namespace Copr.Contracts.Json;

/// <summary>Writes one member of an object, as the contract has it. A null member is written as null, or left out.</summary>
internal static class MemberWriting
{
    public static void WriteText(this Utf8JsonWriter writer, JsonEncodedText name, string? value, bool isLeftOut = false)
    {
        if (!TryWriteNull(writer, name, value is null, isLeftOut))
        {
            writer.WritePropertyName(name);
            writer.WriteText(value);
        }
    }

    public static void WriteBoolean(this Utf8JsonWriter writer, JsonEncodedText name, bool? value, bool isLeftOut = false)
    {
        if (!TryWriteNull(writer, name, value is null, isLeftOut))
            writer.WriteBoolean(name, value!.Value);
    }

    public static void WriteInteger(this Utf8JsonWriter writer, JsonEncodedText name, long? value, bool isLeftOut = false)
    {
        if (!TryWriteNull(writer, name, value is null, isLeftOut))
            writer.WriteNumber(name, value!.Value);
    }

    public static void WriteStatus(this Utf8JsonWriter writer, JsonEncodedText name, BuildStatus? value)
    {
        if (value is { } status)
            writer.WriteNumber(name, (int)status);
    }

    public static void WriteTime(this Utf8JsonWriter writer, JsonEncodedText name, DateTimeOffset? value, bool isLeftOut = false)
    {
        if (TryWriteNull(writer, name, value is null, isLeftOut))
            return;

        long ticks = (value!.Value - DateTimeOffset.UnixEpoch).Ticks;
        if (ticks % TimeSpan.TicksPerSecond == 0)
            writer.WriteNumber(name, ticks / TimeSpan.TicksPerSecond);
        else
            writer.WriteNumber(name, (decimal)ticks / TimeSpan.TicksPerSecond);
    }

    /// <summary>Writes a list as one string. An empty list is null.</summary>
    public static void WriteList<T>(this Utf8JsonWriter writer, JsonEncodedText name, SpaceSeparatedList<T> value)
        where T : struct, IListItem<T> => writer.WriteText(name, value.IsEmpty ? null : value.ToString());

    public static void WriteObject<T>(this Utf8JsonWriter writer, T value) where T : class, IContractObject<T>
    {
        writer.WriteStartObject();
        T.Write(writer, value);
        writer.WriteUnknown(value.UnknownMembers);
        writer.WriteEndObject();
    }

    public static void WriteObject<T>(this Utf8JsonWriter writer, JsonEncodedText name, T? value, bool isLeftOut)
        where T : class, IContractObject<T>
    {
        if (TryWriteNull(writer, name, value is null, isLeftOut))
            return;

        writer.WritePropertyName(name);
        writer.WriteObject(value!);
    }

    public static void WriteMap<T>(this Utf8JsonWriter writer, JsonEncodedText name, IReadOnlyDictionary<string, T>? values, bool isLeftOut)
        where T : class, IContractObject<T>
    {
        if (TryWriteNull(writer, name, values is null, isLeftOut))
            return;

        writer.WriteStartObject(name);
        foreach ((string key, T value) in values!)
        {
            writer.WriteName(key);
            writer.WriteObject(value);
        }

        writer.WriteEndObject();
    }

    public static void WriteObjects<T>(this Utf8JsonWriter writer, JsonEncodedText name, IReadOnlyList<T>? values, bool isLeftOut = false)
        where T : class, IContractObject<T> =>
        WriteArray(writer, name, values, isLeftOut, static (writer, value) => writer.WriteObject(value));

    public static void WriteIntegers(
        this Utf8JsonWriter writer, JsonEncodedText name, IReadOnlyList<long>? values, bool isLeftOut = false) =>
        WriteArray(writer, name, values, isLeftOut, static (writer, value) => writer.WriteNumberValue(value));

    public static void WriteTexts(
        this Utf8JsonWriter writer, JsonEncodedText name, IReadOnlyList<string>? values, bool isLeftOut = false) =>
        WriteArray(writer, name, values, isLeftOut, static (writer, value) => writer.WriteText(value));

    private static void WriteArray<T>(
        Utf8JsonWriter writer, JsonEncodedText name, IReadOnlyList<T>? values, bool isLeftOut, Action<Utf8JsonWriter, T> write)
    {
        if (TryWriteNull(writer, name, values is null, isLeftOut))
            return;

        writer.WriteStartArray(name);
        for (int index = 0; index < values!.Count; index++)
            write(writer, values[index]);
        writer.WriteEndArray();
    }

    private static void WriteUnknown(this Utf8JsonWriter writer, UnknownMembers members)
    {
        // An enumerator allocates, and most objects have no unknown members.
        if (members.Count == 0)
            return;

        foreach ((string name, JsonElement value) in members)
        {
            writer.WriteName(name);
            UnknownValue.Write(writer, value);
        }
    }

    private static bool TryWriteNull(Utf8JsonWriter writer, JsonEncodedText name, bool isNull, bool isLeftOut = false)
    {
        if (isNull && !isLeftOut)
            writer.WriteNull(name);
        return isNull;
    }
}
