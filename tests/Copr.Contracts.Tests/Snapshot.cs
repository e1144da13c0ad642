using System.Runtime.CompilerServices;
using Xunit.Sdk;

namespace Copr.Contracts.Tests;

/// <summary>
/// Compares a text with <c>Class.Method.verified.*</c> next to the test, by Verify's rules: if it differs, the test fails and writes
/// <c>.received.</c>, which a person accepts by renaming it.
/// </summary>
internal static class Snapshot
{
    public static void Match(object test, string actual, string extension = "txt", [CallerMemberName] string method = "")
    {
        Type type = test.GetType();
        string[] folders = type.Namespace!["Copr.Contracts.Tests".Length..].Split('.', StringSplitOptions.RemoveEmptyEntries);
        string folder = Path.Combine(TestFolder.Path, Path.Combine(folders));
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
