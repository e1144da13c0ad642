using Copr.Contracts.Fuzzing.Promises;
using CsCheck;

namespace Copr.Contracts.Tests.Properties;

/// <summary>What holds for the items of lists, and for lists of them, whatever their texts are.</summary>
public abstract class ListItemProperties<T>
    where T : struct, IListItem<T>
{
    /// <summary>Texts of values.</summary>
    private protected abstract Gen<string> Texts { get; }

    [Fact]
    public void The_text_of_a_value_is_parsed_and_kept() =>
        Property.Holds(Texts, static text => T.Parse(text, null).ToString().Should().Be(text));

    [Fact]
    public void A_nearly_right_text_keeps_every_promise() => Property.Holds(Generate.Nearly(Texts), ValuePromises.Check<T>);

    [Fact]
    public void A_nearly_right_list_keeps_every_promise() =>
        Property.Holds(Gen.OneOf(Generate.ListText(Texts), Generate.Utf16), ValuePromises.Check<T>);

    [Fact]
    public void Nearly_right_bytes_keep_every_promise() => Property.Holds(
        Generate.Incoming(Texts.Select(static text => new Utf8Text(text))), static text => ValuePromises.CheckUtf8<T>(text.Bytes));

    [Fact]
    public void Values_are_equal_if_and_only_if_their_texts_are() => Property.Holds(Gen.Select(Texts, Texts), static (one, other) =>
        (T.Parse(one, null) == T.Parse(other, null), T.Parse(one, null) != T.Parse(other, null)).Should().Be((one == other, one != other)));

    [Fact]
    public void An_item_of_a_list_equals_the_value_of_its_text() => Property.Holds(Gen.Select(Texts, Texts), static (before, text) =>
    {
        T item = SpaceSeparatedList<T>.Parse($"{before} {text}")[1];

        (item, item.GetHashCode()).Should().Be((T.Parse(text, null), T.Parse(text, null).GetHashCode()));
    });
}

public sealed class ChrootProperties : ListItemProperties<Chroot>
{
    private protected override Gen<string> Texts => Generate.ChrootText;
}

public sealed class PackageUrlProperties : ListItemProperties<PackageUrl>
{
    private protected override Gen<string> Texts => Generate.UrlText;
}

public sealed class RepositoryUrlProperties : ListItemProperties<RepositoryUrl>
{
    private protected override Gen<string> Texts => Generate.UrlText;
}
