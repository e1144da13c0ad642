using Copr.Contracts;

namespace Copr.Backend.Builders;

internal static class MockCommand
{
    /// <summary>Returns mock's arguments. They are a list, so that no shell interprets them.</summary>
    public static IReadOnlyList<string> GetArguments(Build build, Chroot chroot, DirectoryInfo results) =>
    [
        "-r", chroot.ToString(),
        $"--resultdir={results.FullName}",
        .. build.Copr.Repositories.Select(repository => $"--addrepo={repository.GetBaseUrl(chroot)}"),
        "--rebuild", .. build.Packages.Select(static package => package.ToString()),
    ];
}
