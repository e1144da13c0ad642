namespace Copr.Contracts.Tests.Properties;

/// <summary>Where the random cases of every property begin, so that an ordinary run tries the same cases each time.</summary>
internal static class Seeds
{
    /// <summary>Each seed begins a series of cases. The seed of a case that failed is added here and stays.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "0000000000001", "00b7Kd3mQx0i2", "02vXtR9cLw5y3", "03hNq_8sZaE64", "04pWf1UyJ-T75",
        "05kGb6oDVr2M6", "06zCj4eHlS8P7", "07rYn0iAtX5B8", "08aLu2wFkQ-99", "09sEm7gNvI3Oa",
    ];
}
