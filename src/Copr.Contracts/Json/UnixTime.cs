namespace Copr.Contracts.Json;

/// <summary>A time in JSON: the number of seconds since 1970, in UTC, perhaps with a fraction.</summary>
internal static class UnixTime
{
    /// <summary>The times that a <see cref="DateTimeOffset"/> can represent.</summary>
    public const string Range = "from -62135596800 to 253402300799";

    private const long Min = -62135596800;
    private const long Max = 253402300799;
    public static bool IsInRange(long seconds) => seconds is >= Min and <= Max;

    /// <summary>Parses a time, to the nearest 100 nanoseconds.</summary>
    public static bool TryParse(ReadOnlySpan<byte> number, out DateTimeOffset time)
    {
        bool isNumber = decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal seconds);
        decimal ticks = isNumber && seconds is >= Min and < Max + 1 ? decimal.Round(seconds * TimeSpan.TicksPerSecond) : decimal.MaxValue;
        bool isInRange = ticks <= (DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).Ticks;
        time = isInRange ? DateTimeOffset.UnixEpoch.AddTicks((long)ticks) : default;
        return isInRange;
    }
}
