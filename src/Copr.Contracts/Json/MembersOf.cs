namespace Copr.Contracts.Json;

/// <summary>The names of the members that the contract defines for an object, in its order. They follow from how it is read.</summary>
internal static class MembersOf<T> where T : class, IContractObject<T>
{
    public static IReadOnlyList<string> Names { get; } = Members.NamesOf<T>();

    /// <summary>Returns the members, or throws if the contract defines one of them, which then has a property of its own.</summary>
    public static UnknownMembers CheckUnknown(UnknownMembers value)
    {
        ArgumentNullException.ThrowIfNull(value);
        string? known = value.Count == 0 ? null : value.Keys.FirstOrDefault(Names.Contains);
        return known is null ? value
            : throw new ArgumentException($"\"{known}\" is a member of the contract and has its own property.", nameof(value));
    }
}
