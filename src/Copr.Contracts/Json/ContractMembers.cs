namespace Copr.Contracts.Json;

/// <summary>The names of the members that the contract defines for an object, in its order. They follow from how it is read.</summary>
/// <typeparam name="T">The type of the object.</typeparam>
internal static class ContractMembers<T> where T : class, IContractObject<T>
{
    public static IReadOnlyList<string> Names { get; } = Members.NamesOf<T>();

    /// <summary>Returns the members, or throws if the contract defines one of them, which then has a property of its own.</summary>
    /// <exception cref="ArgumentNullException">The members are null.</exception>
    /// <exception cref="ArgumentException">The contract defines one of the members.</exception>
    public static UnknownMembers RequireUnknown(UnknownMembers value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Count == 0)
            return value;

        string? known = value.Keys.FirstOrDefault(Names.Contains);
        return known is null ? value : throw new ArgumentException($"\"{known}\" is a member of the contract and has its own property.", nameof(value));
    }
}
