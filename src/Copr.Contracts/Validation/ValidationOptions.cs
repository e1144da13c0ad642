namespace Copr.Contracts.Validation;

/// <summary>How a text, a list or a build is validated. An option that does not concern what is validated has no effect.</summary>
public sealed class ValidationOptions
{
    /// <summary>How closely the contract must be followed; <see cref="ReadingMode.Strict"/> by default. Lenient validation allows the
    /// fractions of a second that lenient reading allows.</summary>
    public ReadingMode Mode { get; init; }

    /// <summary>The maximum number of builds in a waiting list; 10 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxBuilds { get; init => field = (int)ReaderLimits.Require(value, 1, int.MaxValue); } = WaitingBuilds.DefaultLimit;

    /// <summary>How much of a text is accepted from its sender; the default limits by default.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public ReaderLimits Limits { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = ReaderLimits.Default;
}
