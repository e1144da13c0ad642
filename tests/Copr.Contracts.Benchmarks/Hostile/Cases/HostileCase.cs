namespace Copr.Contracts.Hostile;

/// <summary>A hostile text of any size, and what has to come of it.</summary>
/// <param name="Name">What there is so much of.</param>
/// <param name="Full">How much.</param>
/// <param name="Text">The text with so much of it.</param>
internal sealed record HostileCase(string Name, long Full, Func<long, Part[]> Text)
{
    /// <summary>What comes of reading it, whatever the way, where no limit is in the way: "read", or the rules that it breaks.</summary>
    public string Reads { get; init; } = "read";

    /// <summary>What checking it finds; where null the same.</summary>
    public string? Checks { get; init; }

    /// <summary>How many bytes a reader may allocate for one more of the text, half as many again as it does; the text itself takes one to four.</summary>
    public double MostPerByte { get; init; } = 10;

    /// <summary>As <see cref="MostPerByte"/>, where every rule is checked and told of.</summary>
    public double MostPerByteChecked { get; init; } = 10;

    /// <summary>How many bytes come at a time.</summary>
    public int MostAtATime { get; init; } = int.MaxValue;

    /// <summary>The ways in which it is read at its full size.</summary>
    public Way[] Ways { get; init; } = [Way.Whole, Way.BuildByBuild, Way.Validate];

    /// <summary>What has to come of it in a way.</summary>
    public string Expected(Way way) => way == Way.Validate || (way == Way.ValidateObjects && Reads == "read") ? Checks ?? Reads : Reads;

    /// <summary>How many bytes it may allocate for one of the text in a way.</summary>
    public double MostPerByteIn(Way way) => way is Way.Validate or Way.ValidateObjects ? MostPerByteChecked : MostPerByte;
}
