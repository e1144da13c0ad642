using System.Globalization;

namespace Copr.Frontend.Pages;

/// <summary>How people say how long ago something happened.</summary>
internal static class Age
{
    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("year", TimeSpan.FromDays(365)),
        ("month", TimeSpan.FromDays(30)),
        ("day", TimeSpan.FromDays(1)),
        ("hour", TimeSpan.FromHours(1)),
        ("minute", TimeSpan.FromMinutes(1)),
    ];

    /// <summary>Says the age in its largest unit. A time in the future is the time of a clock that is ahead.</summary>
    public static string Of(DateTimeOffset time, DateTimeOffset now)
    {
        TimeSpan age = now - time;
        foreach ((string unit, TimeSpan length) in Units)
        {
            if (age >= length)
            {
                long count = (long)(age / length);
                return string.Create(CultureInfo.InvariantCulture, $"{count} {unit}{(count == 1 ? "" : "s")} ago");
            }
        }

        return "just now";
    }
}
