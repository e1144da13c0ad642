namespace Copr.Contracts.Tests.Readme;

/// <summary>What the README says about code that reads the wire by hand.</summary>
public sealed class ByHandTests
{
    [Fact]
    public void Splitting_null_throws() =>
        FluentActions.Invoking(static () => ((string)null!).Split(' ')).Should().Throw<NullReferenceException>();

    [Fact]
    public void Splitting_an_empty_text_returns_one_empty_item() => "".Split(' ').Should().Equal("");

    [Fact]
    public void Splitting_at_two_spaces_returns_an_empty_item() =>
        "a-1-x86_64  b-1-x86_64".Split(' ').Should().Equal("a-1-x86_64", "", "b-1-x86_64");

    [Fact]
    public void Splitting_a_chroot_at_its_dashes_cuts_a_distribution_with_a_dash() =>
        "opensuse-leap-15.5-aarch64".Split('-')[1].Should().Be("leap");

    [Fact]
    public void A_time_that_is_out_of_range_throws() =>
        FluentActions.Invoking(static () => DateTimeOffset.FromUnixTimeSeconds(long.MaxValue))
            .Should().Throw<ArgumentOutOfRangeException>();
}
