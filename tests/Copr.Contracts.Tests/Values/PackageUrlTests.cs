namespace Copr.Contracts.Tests.Values;

public sealed class PackageUrlTests : ListItemTests<PackageUrl>
{
    /// <summary>A host of one label that is as long as DNS allows.</summary>
    private static readonly string LongestHost = new('h', 63);

    public static TheoryData<string> GoodUrls =>
    [
        "http://foo/pkg.src.rpm", "https://foo/pkg.src.rpm", "HTTP://Foo:80/../a", "http://foo", "http://f", "http://0/", "http://foo?q",
        "http://foo#f", "http://foo:/", "http://foo:0/", "http://foo:65535/", "http://foo:00080/", "http://user@foo/",
        "http://user:secret@foo:8080/", "http://@foo/", "http://[::1]/x", "http://[fe80::1%25eth0]:80/", "http://1.2.3.4/",
        "http://999.1.1.1/", "http://a_b/", "http://-a/", "http://a./", "http://a-/", "http://foo.bar-b_c.org./?x=1&y=@:#",
        "http://a--b__c-_d/", "http://h/%zz%40", "http://h/a,b;c=d|e^f`g{h}\"<>\\", "http://h/😀.src.rpm",
        "http://a/žluťoučký-kůň-1-1.src.rpm", "http://例え.テスト/repo/", "HTTP://foo./", "http://foo.?q", "http://xn--r8jz45g.xn--zckzah/",
        $"http://{LongestHost}", $"http://{LongestHost}/", $"HTTP://{LongestHost}/",
    ];

    public static TheoryData<string, string> BadUrls => new()
    {
        { "foo", "does not begin with http:// or https://" },
        { "/srv/x", "does not begin with http:// or https://" },
        { "//foo/x", "does not begin with http:// or https://" },
        { "ftp://foo/", "does not begin with http:// or https://" },
        { "file:///x", "does not begin with http:// or https://" },
        { "httpfoo://foo/", "does not begin with http:// or https://" },
        { "http:/foo", "does not begin with http:// or https://" },
        { "http:foo", "does not begin with http:// or https://" },
        { " http://h/", "does not begin with http:// or https://" },
        { "http://", "has no host" },
        { "http:///x", "has no host" },
        { "http://?q", "has no host" },
        { "http://:80/", "has a malformed host, user or port" },
        { "http://h:99999/", "has a malformed host, user or port" },
        { "http://h:80x/", "has a malformed host, user or port" },
        { "http://h:-1/", "has a malformed host, user or port" },
        { "http://h:+1/", "has a malformed host, user or port" },
        { "http://[::1", "has a malformed host, user or port" },
        { "http://[::1]x/", "has a malformed host, user or port" },
        { "http://[v1.a]/", "has a malformed host, user or port" },
        { "http://u@@h/", "has a malformed host, user or port" },
        { "http://a..b/", "has a malformed host, user or port" },
        { "http://.a/", "has a malformed host, user or port" },
        { "http://./", "has a malformed host, user or port" },
        { "http://a%41/", "has a malformed host, user or port" },
        { "http://a,b/", "has a malformed host, user or port" },
        { "http://a|b/", "has a malformed host, user or port" },
        { "http://a\\b", "has a malformed host, user or port" },
        { "http://a*b/", "has a malformed host, user or port" },
        { "http://a b/", "contains the white space U+0020" },
        { "http://h/a b", "contains the white space U+0020" },
        { "http://h/\u00a0", "contains the white space U+00A0" },
        { "http://h/é\u00a0", "contains the white space U+00A0" },
        { "http://h/\u3000", "contains the white space U+3000" },
        { "http://h/\u2028", "contains the white space U+2028" },
        { "http://h/a\tb", "contains the control character U+0009" },
        { "http://h/\u0085", "contains the control character U+0085" },
        { "http://h/\0", "contains the control character U+0000" },
        { "http://h/\u007f", "contains the control character U+007F" },
        { "http://h/\n", "contains the control character U+000A" },
        { "http://h/\u200b", "contains the format character U+200B" },
        { "http://h/\u202e", "contains the format character U+202E" },
        { "http://h/\ufeff", "contains the format character U+FEFF" },
        { "http://h/\U000E0001", "contains the format character U+E0001" },
    };

    protected override string Good => "http://foo/žluťoučký-%40.src.rpm";

    protected override string Other => "http://Foo/pkg.src.rpm";

    protected override string Bad => "ftp://foo/pkg.src.rpm";

    protected override string BrokenRule => "COPR107";

    [Theory]
    [MemberData(nameof(GoodUrls))]
    public void A_valid_url_converts_to_a_uri_with_a_host(string text) => PackageUrl.Parse(text).ToUri().Host.Should().NotBeEmpty();

    [Theory]
    [MemberData(nameof(BadUrls))]
    public void A_malformed_url_is_rejected_with_the_reason(string text, string reason)
    {
        PackageUrl.TryParse(text, out _).Should().BeFalse();
        FluentActions.Invoking(() => PackageUrl.Parse(text)).Should().Throw<FormatException>()
            .Which.Message.Should().EndWith($" {reason}; expected an absolute http or https URL, such as http://foo/pkg.src.rpm.");
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_rejected()
    {
        PackageUrl.TryParse("http://h/\ud800", out _).Should().BeFalse();
        PackageUrl.TryParse("http://h/\udc00x", out _).Should().BeFalse();
    }

    [Theory]
    [InlineData("http://foo/pkg-1.src.rpm", "pkg-1.src.rpm")]
    [InlineData("http://a/pkg.src.rpm", "pkg.src.rpm")]
    [InlineData("http://foo/a/b/pkg.src.rpm?token=a/b", "pkg.src.rpm")]
    [InlineData("http://foo/pkg.src.rpm#a/b", "pkg.src.rpm")]
    [InlineData("http://foo/%40group.src.rpm", "%40group.src.rpm")]
    [InlineData("http://foo/dir/", "")]
    [InlineData("http://foo", "")]
    [InlineData("http://foo.src.rpm", "")]
    [InlineData("http://foo?a/b", "")]
    public void The_file_name_is_the_last_segment_of_the_path(string text, string expected) =>
        PackageUrl.Parse(text).FileName.Should().Be(expected);

    [Fact]
    public void The_default_has_no_parts() =>
        new Func<object>[] { static () => default(PackageUrl).FileName, static () => default(PackageUrl).ToUri() }
            .Should().AllSatisfy(static part => part.Should().Throw<InvalidOperationException>().WithMessage("default(PackageUrl) *"));
}
