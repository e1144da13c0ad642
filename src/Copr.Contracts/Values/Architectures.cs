namespace Copr.Contracts;

/// <summary>The architectures that mock builds for, and the directory that dnf's <c>$basearch</c> names for each.</summary>
internal static class Architectures
{
    /// <summary>
    /// The base architecture; null if neither mock nor dnf knows the architecture. The table is the union of those of dnf
    /// (dnf/rpm/__init__.py), libdnf (libdnf/dnf-context.cpp) and dnf5 (libdnf5/rpm/arch_private.hpp), without noarch, which no chroot has.
    /// </summary>
    public static string? FindBase(ReadOnlySpan<char> architecture) => architecture switch
    {
        "x86_64" or "amd64" or "ia32e" => "x86_64",
        "x86_64_v2" => "x86_64_v2",
        "i386" or "i486" or "i586" or "i686" or "athlon" or "geode" => "i386",
        "aarch64" => "aarch64",
        "armhfp" or "armv6hl" or "armv7hl" or "armv7hnl" or "armv7hcnl" or "armv8hl" or "armv8hnl" or "armv8hcnl" => "armhfp",
        "arm" or "armv5tejl" or "armv5tel" or "armv5tl" or "armv6l" or "armv7l" or "armv8l" => "arm",
        "ppc64le" => "ppc64le",
        "ppc64" or "ppc64iseries" or "ppc64p7" or "ppc64pseries" => "ppc64",
        "ppc" => "ppc",
        "s390x" => "s390x",
        "s390" => "s390",
        "riscv32" => "riscv32",
        "riscv64" => "riscv64",
        "riscv128" => "riscv128",
        "loongarch64" => "loongarch64",
        "sparc" or "sparc64" or "sparc64v" or "sparcv8" or "sparcv9" or "sparcv9v" => "sparc",
        "alpha" or "alphaev4" or "alphaev45" or "alphaev5" or "alphaev56" or "alphaev6" or "alphaev67" or "alphaev68" or "alphaev7"
            or "alphapca56" => "alpha",
        "e2k" or "e2kv4" or "e2kv5" or "e2kv6" => "e2k",
        "ia64" => "ia64",
        "mips" => "mips",
        "mipsel" => "mipsel",
        "mips64" => "mips64",
        "mips64el" => "mips64el",
        "sh3" => "sh3",
        "sh4" or "sh4a" => "sh4",
        _ => null,
    };
}
