namespace Copr.Contracts;

/// <summary>How closely a text has to keep the contract to be read.</summary>
public enum ReadingMode
{
    /// <summary>
    /// The contract as written: exactly one space between the items of a list and none around them, whole seconds,
    /// every member that is not nullable.
    /// </summary>
    Strict = 0,

    /// <summary>
    /// What Copr's own frontend sent over the years: any run of ASCII white space between and around the items of a
    /// list, fractions of a second, and the members that its first year left out filled from what stood there instead.
    /// </summary>
    Lenient = 1,
}
