namespace Copr.Contracts;

/// <summary>The architectures that mock builds for, and the directory that dnf's <c>$basearch</c> names for each.</summary>
internal static class Architectures
{
    /// <summary>Finds the base architecture; empty if neither mock nor dnf knows the architecture. The table is the union of those of dnf
    /// (dnf/rpm/__init__.py), libdnf (libdnf/dnf-context.cpp) and dnf5 (libdnf5/rpm/arch_private.hpp), without noarch, which no chroot
    /// has.</summary>
    public static ReadOnlySpan<char> FindBase(ReadOnlySpan<char> architecture) => architecture switch
    {
        "aarch64" or "ia64" or "loongarch64" or "mips" or "mipsel" or "mips64" or "mips64el" or "ppc" or "ppc64le"
            or "riscv32" or "riscv64" or "riscv128" or "s390" or "s390x" or "sh3" or "x86_64_v2" => architecture,
        "x86_64" or "amd64" or "ia32e" => "x86_64",
        "i386" or "i486" or "i586" or "i686" or "athlon" or "geode" => "i386",
        "armhfp" or "armv6hl" or "armv7hl" or "armv7hnl" or "armv7hcnl" or "armv8hl" or "armv8hnl" or "armv8hcnl" => "armhfp",
        "arm" or "armv5tejl" or "armv5tel" or "armv5tl" or "armv6l" or "armv7l" or "armv8l" => "arm",
        "ppc64" or "ppc64iseries" or "ppc64p7" or "ppc64pseries" => "ppc64",
        "sparc" or "sparc64" or "sparc64v" or "sparcv8" or "sparcv9" or "sparcv9v" => "sparc",
        "alpha" or "alphaev4" or "alphaev45" or "alphaev5" or "alphaev56" or "alphaev6" or "alphaev67" or "alphaev68" or "alphaev7"
            or "alphapca56" => "alpha",
        "e2k" or "e2kv4" or "e2kv5" or "e2kv6" => "e2k",
        "sh4" or "sh4a" => "sh4",
        _ => "",
    };
}
