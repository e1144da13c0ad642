namespace Copr.Contracts;

/// <summary>An object of the contract, such as <see cref="Build"/>. Only this package implements it.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface IContractObject<TSelf> where TSelf : class, IContractObject<TSelf>
{
    /// <summary>The members that the contract does not define, which are written last.</summary>
    internal UnknownMembers UnknownMembers { get; }

    /// <summary>Takes the object's members.</summary>
    internal static abstract TSelf Read(ref Members members);

    /// <summary>Writes the members that the contract defines.</summary>
    internal static abstract void Write(Utf8JsonWriter writer, TSelf value);
}
