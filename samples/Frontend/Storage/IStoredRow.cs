namespace Copr.Frontend.Storage;

/// <summary>A row with an id.</summary>
public interface IStoredRow
{
    public long Id { get; }
}
