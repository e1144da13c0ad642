using System.Text.Json;

namespace Copr.Contracts.Json;

/// <summary>Writes one member of an object, as the contract has it.</summary>
internal static class MemberWriting
{
    public static void WriteText(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WritePropertyName(name);
        writer.WriteText(value);
    }

    public static void WriteBoolean(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, bool? value)
    {
        if (value is { } isSet)
        {
            writer.WriteBoolean(name, isSet);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    /// <summary>Writes a Unix time in seconds, with its fraction if it has one.</summary>
    public static void WriteTime(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTimeOffset value)
    {
        long ticks = (value - DateTimeOffset.UnixEpoch).Ticks;
        if (ticks % TimeSpan.TicksPerSecond == 0)
        {
            writer.WriteNumber(name, ticks / TimeSpan.TicksPerSecond);
        }
        else
        {
            writer.WriteNumber(name, (decimal)ticks / TimeSpan.TicksPerSecond);
        }
    }

    public static void WriteTime(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTimeOffset? value)
    {
        if (value is { } time)
        {
            writer.WriteTime(name, time);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    public static void WriteTextIfSet(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            writer.WriteText(name, value);
        }
    }

    public static void WriteTimeIfSet(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTimeOffset? value)
    {
        if (value is { } time)
        {
            writer.WriteTime(name, time);
        }
    }

    public static void WriteStatusIfSet(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, BuildStatus? value)
    {
        if (value is { } status)
        {
            writer.WriteNumber(name, (int)status);
        }
    }

    /// <summary>Writes a list as one string; an empty list is null.</summary>
    public static void WriteList<T>(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, SpaceSeparatedList<T> value)
        where T : struct, IListItem<T> =>
        writer.WriteText(name, value.IsEmpty ? null : value.ToString());

    public static void WriteObject<T>(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, T value)
        where T : class, IContractObject<T>
    {
        writer.WriteStartObject(name);
        T.Write(writer, value);
        writer.WriteEndObject();
    }

    public static void WriteObjects<T>(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<T> values)
        where T : class, IContractObject<T>
    {
        writer.WriteStartArray(name);
        for (int index = 0; index < values.Count; index++)
        {
            writer.WriteStartObject();
            T.Write(writer, values[index]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static void WriteIntegers(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<long> values)
    {
        writer.WriteStartArray(name);
        for (int index = 0; index < values.Count; index++)
        {
            writer.WriteNumberValue(values[index]);
        }

        writer.WriteEndArray();
    }

    public static void WriteRest(this Utf8JsonWriter writer, UnknownMembers members)
    {
        // Only an enumerator of members allocates.
        if (members.Count > 0)
        {
            foreach ((string name, JsonElement value) in members)
            {
                writer.WriteName(name);
                UnknownValue.Write(writer, value);
            }
        }
    }
}
