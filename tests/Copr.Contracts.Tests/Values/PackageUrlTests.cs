namespace Copr.Contracts.Tests.Values;

public sealed class PackageUrlTests : ListItemTests<PackageUrl>
{
    public static TheoryData<string> GoodUrls =>
    [
        "http://foo/pkg.src.rpm", "https://foo/pkg.src.rpm", "HTTP://Foo:80/../a", "http://foo", "http://foo?q", "http://foo#f", "http://foo:/", "http://foo:0/",
        "http://foo:65535/", "http://foo:00080/", "http://user@foo/", "http://user:secret@foo:8080/", "http://@foo/", "http://[::1]/x", "http://[fe80::1%25eth0]:80/",
        "http://1.2.3.4/", "http://999.1.1.1/", "http://a_b/", "http://-a/", "http://a./", "http://a-/", "http://h/%zz%40", "http://h/a,b;c=d|e^f`g{h}\"<>\\",
        "http://a/žluťoučký-kůň-1-1.src.rpm", "http://例え.テスト/repo/", "http://h/😀.src.rpm", "HTTP://foo./", "http://foo.?q", $"HTTP://{new string('a', 63)}/", "http://xn--r8jz45g.xn--zckzah/",
    ];

    public static TheoryData<string> BadUrls =>
    [
        "foo", "/srv/x", "//foo/x", "ftp://foo/", "file:///x", "httpfoo://foo/", "http:/foo", "http:foo", "http://", "http:///x", "http://?q", "http://:80/", "http://h:99999/",
        "http://h:80x/", "http://h:-1/", "http://h:+1/", "http://[::1", "http://[v1.a]/", "http://u@@h/", "http://a..b/", "http://.a/", "http://./", "http://a%41/", "http://a,b/",
        "http://a|b/", "http://a\\b", "http://a*b/", "http://a b/", "http://h/a b", "http://h/a\tb", "http://h/\u00a0", "http://h/é\u00a0", "http://h/\u3000", "http://h/\u2028", "http://h/\u0085",
        "http://h/\u200b", "http://h/\u202e", "http://h/\ufeff", "http://h/\0", "http://h/\u007f", " http://h/", "http://h/\n",
    ];

    protected override string Good => "http://foo/žluťoučký-%40.src.rpm";

    protected override string Other => "http://Foo/pkg.src.rpm";

    protected override string Bad => "ftp://foo/pkg.src.rpm";

    protected override string Lengthy => "https://foo/" + new string('ů', 10_000);

    [Theory]
    [MemberData(nameof(GoodUrls))]
    public void What_is_a_url_is_kept_and_is_one_to_the_framework_too(string text) => PackageUrl.Parse(text).ToUri().Host.Should().NotBeEmpty();

    [Theory]
    [MemberData(nameof(BadUrls))]
    public void What_is_no_url_is_refused(string text) => PackageUrl.TryParse(text, out _).Should().BeFalse();

    [Fact]
    public void Half_of_a_surrogate_pair_is_refused()
    {
        PackageUrl.TryParse("http://h/\ud800", out _).Should().BeFalse();
        PackageUrl.TryParse("http://h/\udc00x", out _).Should().BeFalse();
    }

    [Fact]
    public void What_is_parsed_is_a_url_to_the_framework_whatever_it_is_made_of()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        for (int round = 0; round < 50_000; round++)
        {
            string text = "http://" + new string(random.GetItems<char>("aZ0.-_:@[]%/?#例é,+~*", random.Next(1, 12)));
            if (PackageUrl.TryParse(text, out PackageUrl url))
            {
                FluentActions.Invoking(() => url.ToUri().Host).Should().NotThrow("{0} was parsed (seed {1})", text, seed).Which.Should().NotBeEmpty("{0} (seed {1})", text, seed);
            }
        }
    }

    [Theory]
    [InlineData("http://foo/pkg-1.src.rpm", "pkg-1.src.rpm")]
    [InlineData("http://foo/a/b/pkg.src.rpm?token=a/b", "pkg.src.rpm")]
    [InlineData("http://foo/pkg.src.rpm#a/b", "pkg.src.rpm")]
    [InlineData("http://foo/%40group.src.rpm", "%40group.src.rpm")]
    [InlineData("http://foo/dir/", "")]
    [InlineData("http://foo", "")]
    [InlineData("http://foo.src.rpm", "")]
    [InlineData("http://foo?a/b", "")]
    public void Its_file_name_is_the_last_segment_as_it_was_sent(string text, string expected) => PackageUrl.Parse(text).FileName.Should().Be(expected);

    [Fact]
    public void No_format_provider_is_needed()
    {
        (PackageUrl.TryParse("http://foo/pkg.src.rpm", out PackageUrl a), PackageUrl.TryParse("http://foo/pkg.src.rpm".AsSpan(), out PackageUrl b), PackageUrl.TryParse("http://foo/pkg.src.rpm"u8, out PackageUrl c)).Should().Be((true, true, true));
        new[] { a, b, c, PackageUrl.Parse("http://foo/pkg.src.rpm"), PackageUrl.Parse("http://foo/pkg.src.rpm".AsSpan()), PackageUrl.Parse("http://foo/pkg.src.rpm"u8) }.Distinct().Should().ContainSingle();
    }

    [Fact]
    public void The_default_has_no_parts()
    {
        new Func<object>[] { static () => default(PackageUrl).FileName, static () => default(PackageUrl).ToUri() }
            .Should().AllSatisfy(static part => part.Should().Throw<InvalidOperationException>().WithMessage("default(PackageUrl) is no URL*"));
    }
}
