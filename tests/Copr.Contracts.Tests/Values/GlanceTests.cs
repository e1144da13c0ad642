namespace Copr.Contracts.Tests.Values;

/// <summary>
/// What is read at a glance: the usual texts have to be, which nothing but the time would show otherwise, and no others may be.
/// </summary>
public sealed class GlanceTests
{
    /// <summary>A host that is as long as a label may be.</summary>
    private static readonly string LongestHost = new('h', 63);

    public static TheoryData<string, int> Chroots => new()
    {
        { "fedora-17-x86_64", 16 },
        { "fedora-17-x86_64 fedora-18-i386", 16 },
        { "opensuse-leap-15.5-aarch64", 26 },
        { "centos-stream+epel-next-9-x86_64", 32 },
        { "d_1.x-2_3.4+5-p_p.c+c", 21 },
        { "a-1-b", 5 },
        { "a-1-b ", 5 },
        { "a+-1-b", 6 },
        { "_-1-b", 5 },
        { "", 0 },
        { " a-1-b", 0 },
        { "-a-1-b", 0 },
        { ".a-1-b", 0 },
        { "-1-b", 0 },
        { "a-b", 0 },
        { "a", 0 },
        { "a--b", 0 },
        { "a-1-", 0 },
        { "a-1- a-1-b", 0 },
        { "a-1-b\ta-1-b", 0 },
        { "a-1-b,", 0 },
        { "a-1/2-b", 0 },
        { "a-1-\u00E9", 0 },
        { "a-1-\u0663", 0 },
    };

    public static TheoryData<string, int> Urls => new()
    {
        { "http://foo/pkg.src.rpm", 22 },
        { "https://foo/pkg.src.rpm", 23 },
        { "http://foo/a http://foo/b", 12 },
        { "http://f", 8 },
        { "http://foo.bar-b_c.org./?x=1&y=@:#", 34 },
        { "http://0/", 9 },
        { "http://a--b__c-_d/", 18 },
        { $"http://{LongestHost}/", 71 },
        { $"http://{LongestHost}", 70 },
        { $"http://{LongestHost}h/", 0 },
        { "", 0 },
        { " http://foo/", 0 },
        { "http://", 0 },
        { "http:///foo", 0 },
        { "http://?foo", 0 },
        { "http:/foo", 0 },
        { "HTTP://foo/", 0 },
        { "ftp://foo/", 0 },
        { "/foo", 0 },
        { "http://.foo/", 0 },
        { "http://-foo/", 0 },
        { "http://_foo/", 0 },
        { "http://foo..bar/", 0 },
        { "http://foo.-bar/", 0 },
        { "http://foo._bar/", 0 },
        { "http://foo:80/", 0 },
        { "http://user@foo/", 0 },
        { "http://foo?x", 0 },
        { "http://foo/a\thttp://foo/b", 0 },
        { "http://foo/\u00A0", 0 },
        { "http://foo/\u007F", 0 },
        { "http://f\u00F6\u00F6/", 0 },
    };

    [Theory]
    [MemberData(nameof(Chroots))]
    public void A_chroot(string text, int length) => AtAGlance<Chroot>(text).Should().Be(length);

    [Theory]
    [MemberData(nameof(Urls))]
    public void A_package(string text, int length) => AtAGlance<PackageUrl>(text).Should().Be(length);

    [Theory]
    [MemberData(nameof(Urls))]
    public void A_repository(string text, int length) => AtAGlance<RepositoryUrl>(text).Should().Be(length);

    private static int AtAGlance<T>(string text)
        where T : struct, IListItem<T> =>
        T.LengthAtAGlance(text);
}
