using System.Text.Json;
using Copr.Contracts.Text;

namespace Copr.Contracts.Json;

/// <summary>Reads and writes a <see cref="Chroot"/>, a <see cref="PackageUrl"/> or a <see cref="RepositoryUrl"/> that stands alone.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class ListItemConverter<T> : ContractConverter<T>
    where T : struct, IListItem<T>
{
    /// <summary>A reader and writer.</summary>
    public ListItemConverter()
        : base(ReadingMode.Strict)
    {
    }

    /// <summary>Whether the converter sees null: it does, to say what was expected instead.</summary>
    public override bool HandleNull => true;

    internal override bool TryRead(ref Utf8JsonReader reader, ReadContext context, out T value)
    {
        value = default;
        if (!Token.Is(JsonTokenType.String, ref reader, context, T.Expected) || !Token.TryGetText(reader, context, out string? text))
        {
            return false;
        }

        if (T.TryParse(text, null, out value))
        {
            return true;
        }

        context.Report(T.MalformedRule, reader, $"{context.Subject} is {Excerpt.Of(text)}, which {ListItemText.DescribeProblem<T>(text)}");
        return false;
    }

    internal override void Write(ref ContractWriter writer, T value)
    {
        if (value.Text.IsDefault)
        {
            throw new JsonException($"default({typeof(T).Name}) is no value of its type and cannot be written.");
        }

        writer.WriteText(value.Text.Span);
    }
}
