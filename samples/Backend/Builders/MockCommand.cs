using Copr.Contracts;

namespace Copr.Backend.Builders;

internal static class MockCommand
{
    /// <summary>The arguments of mock: a list, and never a line for a shell.</summary>
    public static IReadOnlyList<string> Arguments(Build build, Chroot chroot, DirectoryInfo results) =>
    [
        "-r", chroot.ToString(),
        $"--resultdir={results.FullName}",
        .. build.Copr.Repositories.Select(repository => $"--addrepo={repository.For(chroot)}"),
        "--rebuild", .. build.Packages.Select(static package => package.ToString()),
    ];
}
