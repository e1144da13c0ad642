namespace Copr.Contracts.Json;

/// <summary>The kinds of values that the members of the contract's objects have.</summary>
internal static class Values
{
    public static ContractConverter<long> Integer { get; } = new IntegerConverter();

    public static ContractConverter<string> Text { get; } = new TextConverter();

    public static ContractConverter<string?> NullableText { get; } = new NullableTextConverter(Text);

    public static ContractConverter<bool?> NullableBoolean { get; } = new NullableConverter<bool>(new BooleanConverter());

    public static ContractConverter<DateTimeOffset> Time { get; } = new UnixTimeConverter();

    public static ContractConverter<DateTimeOffset?> NullableTime { get; } = new NullableConverter<DateTimeOffset>(Time);

    public static ContractConverter<SpaceSeparatedList<PackageUrl>> Packages { get; } = new SpaceSeparatedListConverter<PackageUrl>(ReadingMode.Strict);

    public static ContractConverter<SpaceSeparatedList<Chroot>> Chroots { get; } = new SpaceSeparatedListConverter<Chroot>(ReadingMode.Strict);

    public static ContractConverter<SpaceSeparatedList<RepositoryUrl>> Repositories { get; } = new SpaceSeparatedListConverter<RepositoryUrl>(ReadingMode.Strict);

    public static ContractConverter<CoprProject> Copr { get; } = new ContractObjectConverter<CoprProject>();

    public static ContractConverter<ValueList<Build>> Builds { get; } = new BuildListConverter(new ContractObjectConverter<Build>());
}
