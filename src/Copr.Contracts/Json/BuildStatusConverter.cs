using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Json;

/// <summary>How a build ended: 0 or 1.</summary>
internal sealed class BuildStatusConverter() : ContractConverter<BuildStatus>(ReadingMode.Strict)
{
    private static readonly JsonElement Failed = JsonElement.Parse("0");

    private static readonly JsonElement Succeeded = JsonElement.Parse("1");

    /// <summary>The status that a value is; null where it is none.</summary>
    public static BuildStatus? Find(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && IsStatus(number) ? (BuildStatus)number : null;

    /// <summary>The value of a status.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no status.</exception>
    [return: NotNullIfNotNull(nameof(status))]
    public static JsonElement? Write(BuildStatus? status) => Check(status) is not { } known ? null : known == BuildStatus.Failed ? Failed : Succeeded;

    /// <summary>Lets pass what is a status, or null.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is neither.</exception>
    public static BuildStatus? Check(BuildStatus? value) =>
        value is null || IsStatus((int)value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A build has failed or succeeded.");

    internal override bool TryRead(ref Utf8JsonReader reader, ReadContext context, out BuildStatus value)
    {
        value = default;
        if (!Token.Is(JsonTokenType.Number, ref reader, context, "0 for failed or 1 for succeeded"))
        {
            return false;
        }

        if (reader.TryGetInt32(out int number) && IsStatus(number))
        {
            value = (BuildStatus)number;
            return true;
        }

        context.Report(Rules.BadStatus, reader, $"{context.Subject} is {Token.Describe(reader)}; expected 0 for failed or 1 for succeeded");
        return false;
    }

    internal override bool TryReadPlain(ref PlainJsonReader reader, out BuildStatus value)
    {
        bool isNumber = reader.TryTakeInteger(out long number);
        value = (BuildStatus)number;
        return isNumber && IsStatus(number);
    }

    internal override void Write(ref ContractWriter writer, BuildStatus value) => writer.WriteNumber((int)value);

    private static bool IsStatus(long number) => number is 0 or 1;
}
