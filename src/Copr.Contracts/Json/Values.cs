namespace Copr.Contracts.Json;

/// <summary>The kinds of values that the members of the contract's objects have.</summary>
internal static class Values
{
    public static ContractConverter<long> Integer { get; } = new IntegerConverter();

    public static ContractConverter<string> Text { get; } = new TextConverter("a text");

    public static ContractConverter<string?> NullableText { get; } = new NullableTextConverter(new TextConverter("a text or null"));

    public static ContractConverter<bool?> NullableBoolean { get; } = new NullableConverter<bool>(new BooleanConverter());

    public static ContractConverter<DateTimeOffset> Time { get; } = new UnixTimeConverter();

    public static ContractConverter<DateTimeOffset?> NullableTime { get; } = new NullableConverter<DateTimeOffset>(Time);

    public static ContractConverter<CoprProject> Copr { get; } = new ContractObjectConverter<CoprProject>();

    public static ContractConverter<ValueList<Build>> Builds { get; } = new BuildListConverter(new ContractObjectConverter<Build>());

    public static ContractConverter<SpaceSeparatedList<T>> ListOf<T>()
        where T : struct, IListItem<T> =>
        new SpaceSeparatedListConverter<T>(ReadingMode.Strict);
}
