namespace Copr.Contracts.Json;

/// <summary>
/// An object of the contract, such as <see cref="Build"/>. Only this package implements it, since the objects are the
/// contract's.
/// </summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface IContractObject<TSelf>
    where TSelf : class, IContractObject<TSelf>
{
    /// <summary>What it consists of.</summary>
    internal static abstract ObjectContract<TSelf> Contract { get; }
}
