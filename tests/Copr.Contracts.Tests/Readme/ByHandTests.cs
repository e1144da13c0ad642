namespace Copr.Contracts.Tests.Readme;

/// <summary>What the README says that comes of taking the wire apart by hand.</summary>
public sealed class ByHandTests
{
    [Fact]
    public void Null_cannot_be_split() => FluentActions.Invoking(static () => ((string)null!).Split(' ')).Should().Throw<NullReferenceException>();

    [Fact]
    public void The_empty_text_is_split_into_one_empty_item() => "".Split(' ').Should().Equal("");

    [Fact]
    public void Two_spaces_have_an_empty_item_between_them() => "a-1-x86_64  b-1-x86_64".Split(' ').Should().Equal("a-1-x86_64", "", "b-1-x86_64");

    [Fact]
    public void A_distribution_with_a_dash_is_split_in_two() => "opensuse-leap-15.5-aarch64".Split('-')[1].Should().Be("leap");

    [Fact]
    public void A_time_that_no_date_can_have_throws() =>
        FluentActions.Invoking(static () => DateTimeOffset.FromUnixTimeSeconds(long.MaxValue)).Should().Throw<ArgumentOutOfRangeException>();
}
