namespace Copr.Frontend.Storage;

/// <summary>A backend in the database.</summary>
public sealed class BackendRow
{
    public required string Name { get; init; }

    /// <summary>The time of its last request, by the database's clock: Unix time in seconds. The clocks of two frontends differ.</summary>
    public required long SeenOn { get; init; }
}
