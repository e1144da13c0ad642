namespace Copr.Contracts;

/// <summary>An object of the contract, such as <see cref="Build"/>. Only this package implements it.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface IContractObject<TSelf> where TSelf : class, IContractObject<TSelf>
{
    /// <summary>The first token of the object's JSON. It is an array only for a list of tasks.</summary>
    internal static virtual JsonTokenType Kind => JsonTokenType.StartObject;

    /// <summary>The name of the list that can be read item by item, if the object has one.</summary>
    internal static virtual string? ListName => null;

    /// <summary>The rule that null in the object's place breaks.</summary>
    internal static virtual Rule NullRule => ReadingRules.WrongType;

    /// <summary>The rule that anything but an array in the place of a list of these objects breaks.</summary>
    internal static virtual Rule ListRule => ReadingRules.WrongType;

    /// <summary>The rule that the object breaks if its text ends early.</summary>
    internal static virtual Rule CutOffRule => ReadingRules.MalformedJson;

    /// <summary>The members that the contract does not define, which are written last.</summary>
    internal UnknownMembers UnknownMembers { get; }

    /// <summary>Takes the object's members.</summary>
    internal static abstract TSelf Read(ref Members members);

    /// <summary>Writes the members that the contract defines.</summary>
    internal static abstract void Write(Utf8JsonWriter writer, TSelf value);
}
