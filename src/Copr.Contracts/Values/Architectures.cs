namespace Copr.Contracts;

/// <summary>The architectures that mock builds for, and the directory that dnf's <c>$basearch</c> names for each.</summary>
internal static class Architectures
{
    /// <summary>The base architecture; null if neither mock nor dnf knows the architecture.</summary>
    public static string? FindBase(ReadOnlySpan<char> architecture) => architecture switch
    {
        "x86_64" or "amd64" or "ia32e" => "x86_64",
        "x86_64_v2" => "x86_64_v2",
        "i386" or "i486" or "i586" or "i686" or "athlon" or "geode" => "i386",
        "aarch64" => "aarch64",
        "armhfp" or "armv6hl" or "armv7hl" or "armv7hnl" or "armv8hl" => "armhfp",
        "arm" or "armv5tejl" or "armv5tel" or "armv5tl" or "armv6l" or "armv7l" or "armv8l" => "arm",
        "ppc64le" => "ppc64le",
        "ppc64" or "ppc64iseries" or "ppc64p7" or "ppc64pseries" => "ppc64",
        "ppc" => "ppc",
        "s390x" => "s390x",
        "s390" => "s390",
        "riscv64" => "riscv64",
        "loongarch64" => "loongarch64",
        "sparc" or "sparc64" or "sparc64v" or "sparcv8" or "sparcv9" or "sparcv9v" => "sparc",
        _ => null,
    };
}
