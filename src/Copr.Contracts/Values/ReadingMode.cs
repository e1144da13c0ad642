namespace Copr.Contracts;

/// <summary>How closely a text must follow the contract to be read.</summary>
public enum ReadingMode
{
    /// <summary>The contract as written: exactly one space between the items of a list and none around them, whole seconds, and every
    /// member that cannot be null.</summary>
    Strict = 0,

    /// <summary>What Copr's own frontend sent over the years: any run of ASCII white space between and around the items of a list,
    /// fractions of a second, and the bodies of its first year, whose missing members are filled from others.</summary>
    Lenient = 1,
}
