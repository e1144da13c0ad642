namespace Copr.Contracts.Json;

/// <summary>The kinds of values that the members of the contract's objects have.</summary>
internal static class Values
{
    public static ContractConverter<long> Integer { get; } = new IntegerConverter();

    public static ContractConverter<string> Text { get; } = new TextConverter("a text");

    public static ContractConverter<string?> NullableText { get; } = new NullableTextConverter(new TextConverter("a text or null"));

    public static ContractConverter<bool> Boolean { get; } = new BooleanConverter("true or false");

    public static ContractConverter<bool?> NullableBoolean { get; } = new NullableConverter<bool>(new BooleanConverter("true, false or null"));

    public static ContractConverter<DateTimeOffset> Time { get; } = new UnixTimeConverter();

    public static ContractConverter<DateTimeOffset?> NullableTime { get; } = new NullableConverter<DateTimeOffset>(Time);

    public static ContractConverter<DateTimeOffset?> NullableReportedTime { get; } = new NullableConverter<DateTimeOffset>(UnixTimeConverter.Reported);

    public static ContractConverter<BuildStatus?> NullableStatus { get; } = new NullableConverter<BuildStatus>(new BuildStatusConverter());

    public static ContractConverter<CoprProject> Copr { get; } = new ContractObjectConverter<CoprProject>();

    public static ContractConverter<ValueList<Build>> Builds { get; } = new ArrayConverter<Build>(new ContractObjectConverter<Build>(), "an array of builds");

    public static ContractConverter<ValueList<BuildUpdate>> BuildUpdates { get; } = new ArrayConverter<BuildUpdate>(new ContractObjectConverter<BuildUpdate>(), "an array of builds");

    public static ContractConverter<ValueList<long>> Ids { get; } = new ArrayConverter<long>(Integer, "an array of ids");

    public static ContractConverter<SpaceSeparatedList<T>> ListOf<T>()
        where T : struct, IListItem<T> =>
        new SpaceSeparatedListConverter<T>(ReadingMode.Strict);
}
