using System.Globalization;
using System.Text.Json;

namespace Copr.Contracts.Json;

/// <summary>
/// Unix time: seconds since 1970-01-01T00:00:00Z, as a number. A strict one reads and writes whole seconds; a lenient
/// one reads fractions too, to the nearest 100 nanoseconds, and writes them back.
/// </summary>
public sealed class UnixTimeConverter : ContractConverter<DateTimeOffset>
{
    /// <summary>The first second that a <see cref="DateTimeOffset"/> holds.</summary>
    private const long First = -62135596800;

    /// <summary>The last second that a <see cref="DateTimeOffset"/> holds.</summary>
    private const long Last = 253402300799;

    private readonly bool alwaysTakesFractions;

    /// <summary>Whole seconds.</summary>
    public UnixTimeConverter()
        : this(ReadingMode.Strict)
    {
    }

    /// <summary>Whole seconds, or fractions too.</summary>
    /// <param name="mode">Lenient for fractions.</param>
    public UnixTimeConverter(ReadingMode mode)
        : base(mode)
    {
    }

    private UnixTimeConverter(ReadingMode mode, bool alwaysTakesFractions)
        : base(mode) =>
        this.alwaysTakesFractions = alwaysTakesFractions;

    /// <summary>Of a backend's report: "Times may have a fraction", whatever the mode.</summary>
    internal static UnixTimeConverter Reported { get; } = new(ReadingMode.Lenient, alwaysTakesFractions: true);

    internal override bool TryRead(ref Utf8JsonReader reader, ReadContext context, out DateTimeOffset value)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            if (reader.TryGetInt64(out long seconds) && IsInRange(seconds))
            {
                value = DateTimeOffset.FromUnixTimeSeconds(seconds);
                return true;
            }

            if (TakesFractions(context.Mode) && reader.TryGetDecimal(out decimal exact) && IsInRange(exact)
                && decimal.Round(exact * TimeSpan.TicksPerSecond) is var ticks && ticks <= (DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).Ticks)
            {
                value = DateTimeOffset.UnixEpoch.AddTicks((long)ticks);
                return true;
            }
        }

        value = default;
        Token.ReportWrongType(ref reader, context, string.Create(CultureInfo.InvariantCulture, $"a Unix time in {(TakesFractions(context.Mode) ? "" : "whole ")}seconds, from {First} to {Last}"));
        return false;
    }

    internal override bool TryReadPlain(ref PlainJsonReader reader, out DateTimeOffset value)
    {
        bool isTime = reader.TryTakeInteger(out long seconds) && IsInRange(seconds);
        value = isTime ? DateTimeOffset.FromUnixTimeSeconds(seconds) : default;
        return isTime;
    }

    internal override void Write(ref ContractWriter writer, DateTimeOffset value)
    {
        long ticks = (value - DateTimeOffset.UnixEpoch).Ticks;
        if (!TakesFractions(writer.Mode) || ticks % TimeSpan.TicksPerSecond == 0)
        {
            writer.WriteNumber(value.ToUnixTimeSeconds());
        }
        else
        {
            writer.WriteNumber((decimal)ticks / TimeSpan.TicksPerSecond);
        }
    }

    private bool TakesFractions(ReadingMode mode) => alwaysTakesFractions || mode == ReadingMode.Lenient;

    private static bool IsInRange(long seconds) => seconds is >= First and <= Last;

    private static bool IsInRange(decimal seconds) => seconds is >= First and < Last + 1;
}
