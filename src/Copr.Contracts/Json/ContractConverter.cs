using System.Text.Json;
using System.Text.Json.Serialization;

namespace Copr.Contracts.Json;

/// <summary>
/// What the contract's converters have in common: nothing but a <see cref="JsonException"/> comes out of them, whatever
/// they are given to read.
/// </summary>
/// <typeparam name="T">The type that is read and written.</typeparam>
public abstract class ContractConverter<T> : JsonConverter<T>
{
    private protected ContractConverter(ReadingMode mode) => Mode = mode;

    /// <summary>How closely a document has to keep the contract to be read.</summary>
    public ReadingMode Mode { get; }

    /// <summary>Reads the value that the reader stands at.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="typeToConvert">Not used.</param>
    /// <param name="options">Not used: the contract decides.</param>
    /// <exception cref="ContractException">The value breaks the contract.</exception>
    public sealed override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var context = new ReadContext(Mode, isDocument: reader.CurrentDepth == 0);
        try
        {
            TryRead(ref reader, context, out T? value);
            return value;
        }
        catch (JsonException exception) when (exception is not ContractException)
        {
            context.ReportMalformed(exception);
            throw;
        }
    }

    /// <summary>Writes the value as the contract has it.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="value">The value.</param>
    /// <param name="options">Not used: the contract decides.</param>
    /// <exception cref="JsonException">The value is the <see langword="default"/> of a type that has no empty value.</exception>
    public sealed override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        using ContractWriter contract = Write(value, writer.Options, writer.CurrentDepth);
        writer.WriteRawValue(contract.Written, skipInputValidation: true);
    }

    /// <summary>Writes the value by itself, to be taken from the writer before that is disposed.</summary>
    /// <param name="value">The value.</param>
    /// <param name="layout">How an application wants it laid out.</param>
    /// <param name="depth">In how many objects and arrays of the application it stands.</param>
    internal ContractWriter Write(T value, JsonWriterOptions layout, int depth = 0)
    {
        var writer = new ContractWriter(Mode, layout, depth);
        Write(ref writer, value);
        return writer;
    }

    /// <summary>
    /// Reads the value that the reader stands at and leaves the reader at its end; false, with nothing assigned, where
    /// it was reported and the context collects.
    /// </summary>
    internal abstract bool TryRead(ref Utf8JsonReader reader, ReadContext context, out T? value);

    /// <summary>Reads the value that the reader stands at, where it is as plain as most are; false says nothing of the value.</summary>
    internal virtual bool TryReadPlain(ref PlainJsonReader reader, out T? value)
    {
        value = default;
        return false;
    }

    internal abstract void Write(ref ContractWriter writer, T value);
}
