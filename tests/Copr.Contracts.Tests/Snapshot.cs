using System.Runtime.CompilerServices;
using Xunit.Sdk;

namespace Copr.Contracts.Tests;

/// <summary>
/// Compares with <c>Class.Method.verified.*</c> beside the test, by Verify's rules: what is missing or different is
/// written to <c>.received.</c> and fails; a person accepts it by renaming the file.
/// </summary>
internal static class Snapshot
{
    public static void Match(object test, string actual, string extension = "txt", [CallerMemberName] string method = "")
    {
        Type type = test.GetType();
        string folder = Path.Combine(TestFolder.Path, Path.Combine(type.Namespace!["Copr.Contracts.Tests".Length..].Split('.', StringSplitOptions.RemoveEmptyEntries)));
        string name = Path.Combine(folder, $"{type.Name}.{method}");
        string verified = $"{name}.verified.{extension}";
        string received = $"{name}.received.{extension}";
        actual = actual.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        string? expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : null;
        if (expected == actual)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual);
        throw new XunitException($"""
            {(expected is null ? "There is no snapshot yet" : "The snapshot differs")}.
            Expected: {verified}
            Received: {received}
            {actual}
            """);
    }
}
