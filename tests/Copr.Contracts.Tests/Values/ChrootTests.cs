using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Values;

public sealed class ChrootTests : ListItemTests<Chroot>
{
    protected override string Good => "fedora-17-x86_64";

    protected override string Other => "fedora-17-i386";

    protected override string Bad => "fedora/17";

    protected override string BrokenRule => "COPR106";

    [Theory]
    [InlineData("fedora-17-x86_64", "fedora", "17", "x86_64")]
    [InlineData("centos-stream+epel-next-9-x86_64", "centos-stream+epel-next", "9", "x86_64")]
    [InlineData("opensuse-leap-15.5-aarch64", "opensuse-leap", "15.5", "aarch64")]
    [InlineData("fedora-rawhide-i386", "fedora", "rawhide", "i386")]
    [InlineData("almalinux-10-x86_64_v2", "almalinux", "10", "x86_64_v2")]
    [InlineData("openeuler-20.03-sp3-x86_64", "openeuler-20.03", "sp3", "x86_64")]
    [InlineData("centos-stream-x86_64", "centos", "stream", "x86_64")]
    [InlineData("fedora-4-i386-core", "fedora-4", "i386", "core")]
    [InlineData("custom-1-x86_64", "custom", "1", "x86_64")]
    [InlineData("oraclelinux-epel-7-x86_64", "oraclelinux-epel", "7", "x86_64")]
    [InlineData("Fedora--17-x86_64", "Fedora-", "17", "x86_64")]
    [InlineData("a-1-b", "a", "1", "b")]
    [InlineData("_+-1-b", "_+", "1", "b")]
    [InlineData("d_1.x-2_3.4+5-p_p.c+c", "d_1.x", "2_3.4+5", "p_p.c+c")]
    public void A_chroot_is_split_at_its_last_two_dashes(string name, string distribution, string version, string architecture)
    {
        var chroot = Chroot.Parse(name);

        (chroot.Distribution, chroot.Version, chroot.Architecture).Should().Be((distribution, version, architecture));
        chroot.Release.Should().Be($"{distribution}-{version}");
    }

    [Fact]
    public void A_chroot_deconstructs_into_its_parts()
    {
        (string distribution, string version, string architecture) = Chroot.Parse("opensuse-leap-15.5-aarch64");

        (distribution, version, architecture).Should().Be(("opensuse-leap", "15.5", "aarch64"));
    }

    [Theory]
    [InlineData("fedora", "has fewer than three parts")]
    [InlineData("fedora-17", "has fewer than three parts")]
    [InlineData("epel--x86_64", "has no version")]
    [InlineData("fedora-17-", "has no architecture")]
    [InlineData("-17-x86_64", "starts with a dash or a dot")]
    [InlineData("-fedora-17-x86_64", "starts with a dash or a dot")]
    [InlineData(".fedora-17-x86_64", "starts with a dash or a dot")]
    [InlineData("..-17-x86_64", "starts with a dash or a dot")]
    [InlineData("fedora-17-..", "has an architecture that starts with a dot")]
    [InlineData("fedora-17-.", "has an architecture that starts with a dot")]
    [InlineData("fedora-17-.x86_64", "has an architecture that starts with a dot")]
    [InlineData("fedora-..-x86_64", "has a version that starts with a dot")]
    [InlineData("fedora-.17-x86_64", "has a version that starts with a dot")]
    [InlineData("--", "starts with a dash or a dot")]
    [InlineData("fedora 17-1-x86_64", "contains a character other than ASCII letters, digits and . _ + -")]
    [InlineData(" fedora-17-x86_64", "contains a character other than ASCII letters, digits and . _ + -")]
    [InlineData("fedora-17-x86_64\n", "contains a character other than ASCII letters, digits and . _ + -")]
    [InlineData("fedora\u00a0-17-x86_64", "contains a character other than ASCII letters, digits and . _ + -")]
    [InlineData("fedora-17-x86_64,fedora-18-x86_64", "contains a character other than ASCII letters, digits and . _ + -")]
    [InlineData("fedora-17-x86/64", "contains a character other than ASCII letters, digits and . _ + -")]
    [InlineData("fedora-17-x86_64\0", "contains a character other than ASCII letters, digits and . _ + -")]
    [InlineData("fedóra-17-x86_64", "contains a character other than ASCII letters, digits and . _ + -")]
    [InlineData("fedora-１７-x86_64", "contains a character other than ASCII letters, digits and . _ + -")]
    public void A_malformed_chroot_is_rejected_with_the_reason(string name, string reason)
    {
        Chroot.TryParse(name, out _).Should().BeFalse();
        FluentActions.Invoking(() => Chroot.Parse(name)).Should().Throw<FormatException>()
            .WithMessage($"* {reason}; expected DISTRIBUTION-VERSION-ARCHITECTURE, such as fedora-17-x86_64.");
    }

    [Fact]
    public void A_chroot_has_at_most_255_bytes()
    {
        const string Rest = "-1-x86_64";

        Chroot.TryParse(new string('a', 255 - Rest.Length) + Rest, out _).Should().BeTrue();
        FluentActions.Invoking(static () => Chroot.Parse(new string('a', 256 - Rest.Length) + Rest)).Should().Throw<FormatException>()
            .WithMessage("* is longer than 255 bytes, the longest name of a directory; expected *");
    }

    [Theory]
    [InlineData("x86_64", "x86_64")]
    [InlineData("amd64", "x86_64")]
    [InlineData("ia32e", "x86_64")]
    [InlineData("x86_64_v2", "x86_64_v2")]
    [InlineData("i386", "i386")]
    [InlineData("i486", "i386")]
    [InlineData("i586", "i386")]
    [InlineData("i686", "i386")]
    [InlineData("athlon", "i386")]
    [InlineData("geode", "i386")]
    [InlineData("armhfp", "armhfp")]
    [InlineData("armv6hl", "armhfp")]
    [InlineData("armv7hl", "armhfp")]
    [InlineData("armv7hnl", "armhfp")]
    [InlineData("armv8hl", "armhfp")]
    [InlineData("arm", "arm")]
    [InlineData("armv5tejl", "arm")]
    [InlineData("armv5tel", "arm")]
    [InlineData("armv5tl", "arm")]
    [InlineData("armv6l", "arm")]
    [InlineData("armv7l", "arm")]
    [InlineData("armv8l", "arm")]
    [InlineData("aarch64", "aarch64")]
    [InlineData("ppc64le", "ppc64le")]
    [InlineData("ppc64", "ppc64")]
    [InlineData("ppc64iseries", "ppc64")]
    [InlineData("ppc64p7", "ppc64")]
    [InlineData("ppc64pseries", "ppc64")]
    [InlineData("ppc", "ppc")]
    [InlineData("s390x", "s390x")]
    [InlineData("s390", "s390")]
    [InlineData("riscv64", "riscv64")]
    [InlineData("loongarch64", "loongarch64")]
    [InlineData("sparc", "sparc")]
    [InlineData("sparc64", "sparc")]
    [InlineData("sparc64v", "sparc")]
    [InlineData("sparcv8", "sparc")]
    [InlineData("sparcv9", "sparc")]
    [InlineData("sparcv9v", "sparc")]
    [InlineData("armv7hcnl", "armhfp")]
    [InlineData("armv8hnl", "armhfp")]
    [InlineData("armv8hcnl", "armhfp")]
    [InlineData("alpha", "alpha")]
    [InlineData("alphaev4", "alpha")]
    [InlineData("alphaev45", "alpha")]
    [InlineData("alphaev5", "alpha")]
    [InlineData("alphaev56", "alpha")]
    [InlineData("alphaev6", "alpha")]
    [InlineData("alphaev67", "alpha")]
    [InlineData("alphaev68", "alpha")]
    [InlineData("alphaev7", "alpha")]
    [InlineData("alphapca56", "alpha")]
    [InlineData("e2k", "e2k")]
    [InlineData("e2kv4", "e2k")]
    [InlineData("e2kv5", "e2k")]
    [InlineData("e2kv6", "e2k")]
    [InlineData("ia64", "ia64")]
    [InlineData("mips", "mips")]
    [InlineData("mipsel", "mipsel")]
    [InlineData("mips64", "mips64")]
    [InlineData("mips64el", "mips64el")]
    [InlineData("riscv32", "riscv32")]
    [InlineData("riscv128", "riscv128")]
    [InlineData("sh3", "sh3")]
    [InlineData("sh4", "sh4")]
    [InlineData("sh4a", "sh4")]
    [InlineData("elbrus", "elbrus")]
    public void The_base_architecture_is_that_of_dnf(string architecture, string expected) =>
        Chroot.Parse($"fedora-17-{architecture}").BaseArchitecture.Should().Be(expected);

    [Fact]
    public void A_misspelt_architecture_is_its_own_base_architecture()
    {
        string[] known =
        [
            "x86_64", "amd64", "ia32e", "x86_64_v2", "i386", "i486", "i586", "i686", "athlon", "geode", "aarch64", "armhfp",
            "armv6hl", "armv7hl", "armv7hnl", "armv8hl", "arm", "armv5tejl", "armv5tel", "armv5tl", "armv6l", "armv7l", "armv8l",
            "ppc64le", "ppc64", "ppc64iseries", "ppc64p7", "ppc64pseries", "ppc", "s390x", "s390", "riscv64", "loongarch64",
            "sparc", "sparc64", "sparc64v", "sparcv8", "sparcv9", "sparcv9v", "armv7hcnl", "armv8hnl", "armv8hcnl", "e2k", "e2kv4",
            "e2kv5", "e2kv6", "alpha", "ia64", "mips", "mipsel", "mips64", "mips64el", "riscv32", "riscv128", "sh3", "sh4", "sh4a",
        ];

        known.Should().AllSatisfy(static name =>
            ContractValidator.Validate(Samples.Copr with { Chroots = [Chroot.Parse($"a-1-{name}")] }).Violations.Should().BeEmpty());
        IEnumerable<string> misspelt =
            from name in known
            from at in Enumerable.Range(0, name.Length)
            select $"{name[..at]}Z{name[(at + 1)..]}";
        foreach (string name in misspelt)
        {
            Chroot.Parse($"a-1-{name}").BaseArchitecture.Should().Be(name);
        }
    }

    [Theory]
    [InlineData("fedora-9-x86_64", "fedora-10-x86_64")]
    [InlineData("fedora-99-x86_64", "fedora-100-x86_64")]
    [InlineData("fedora-10-x86_64", "fedora-rawhide-x86_64")]
    [InlineData("opensuse-leap-15.5-x86_64", "opensuse-leap-15.10-x86_64")]
    [InlineData("epel-9-x86_64", "fedora-1-x86_64")]
    [InlineData("fedora-17-i386", "fedora-17-x86_64")]
    [InlineData("fedora-07-x86_64", "fedora-7-x86_64")]
    [InlineData("fedora-eln-x86_64", "fedora-f-x86_64")]
    [InlineData("fedora-7-x86_64", "fedora-7a-x86_64")]
    [InlineData("fedora-7-x86_64", "fedora-7.0-x86_64")]
    [InlineData("fedora-7-x86_64", "fedora-07a-x86_64")]
    [InlineData("fedora-17.5-x86_64", "fedora-18.1-x86_64")]
    [InlineData("fedora-9.100-x86_64", "fedora-15.10-x86_64")]
    [InlineData("fedora-11.10-x86_64", "fedora-12.3-x86_64")]
    [InlineData("fedora-99999999999999999999998-x86_64", "fedora-99999999999999999999999-x86_64")]
    public void Chroots_sort_by_distribution_then_version_number_then_architecture(string first, string second)
    {
        var left = Chroot.Parse(first);
        var right = Chroot.Parse(second);

        left.CompareTo(right).Should().BeNegative();
        right.CompareTo(left).Should().BePositive();
        (left < right, left <= right, right < left, right <= left).Should().Be((true, true, false, false));
        (right > left, right >= left, left > right, left >= right).Should().Be((true, true, false, false));
    }

    [Fact]
    public void Equal_chroots_compare_as_equal()
    {
        var left = Chroot.Parse(Good);
        var right = Chroot.Parse(Good);

        left.CompareTo(right).Should().Be(0);
        (left > right, left < right, left >= right, left <= right).Should().Be((false, false, true, true));
    }

    [Fact]
    public void The_default_has_no_parts() =>
        new Func<object>[]
        {
            static () => default(Chroot).Distribution,
            static () => default(Chroot).Version,
            static () => default(Chroot).Release,
            static () => default(Chroot).Architecture,
            static () => default(Chroot).BaseArchitecture,
            static () =>
            {
                (string distribution, _, _) = default(Chroot);
                return distribution;
            },
        }.Should().AllSatisfy(static part =>
            part.Should().Throw<InvalidOperationException>()
                .WithMessage("default(Chroot) has no text and no parts. Use Chroot.Parse to create a value."));
}
