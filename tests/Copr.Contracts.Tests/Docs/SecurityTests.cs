using Copr.Contracts.Tests.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Docs;

/// <summary>Each limit in SECURITY.md is what the package does.</summary>
public sealed class SecurityTests
{
    /// <summary>The document on one line.</summary>
    private static readonly string Text = string.Join(
        ' ', File.ReadLines(Path.Combine(TestFolder.Root, "SECURITY.md")).Select(static line => line.Trim()));

    private static readonly ReaderLimits Limits = new();

    [Fact]
    public void The_limits_of_size_are_the_defaults() => Text
        .Should().Contain($"`MaxDocumentBytes` ({Mebibytes(Limits.MaxDocumentBytes)} by default), `MaxDepth` ({Limits.MaxDepth})")
        .And.Contain($"`MaxListBytes` ({Mebibytes(Limits.MaxListBytes)}), `MaxBuildBytes` for each build")
        .And.Contain($"for everything outside of the list ({Mebibytes(Limits.MaxBuildBytes)})");

    [Fact]
    public void The_nesting_of_bytes_in_memory_is_the_default()
    {
        static byte[] Nested(int depth) =>
            Document.Utf8($"{{\"builds\":[],\"x\":{new string('[', depth - 1)}{new string(']', depth - 1)}}}");

        Ways.Refusal(Nested(Limits.MaxDepth)).Should().BeNull();
        Ways.Refusal(Nested(Limits.MaxDepth + 1))!.Rule.Id.Should().Be("COPR108");
        Text.Should().Contain($"`CoprJson.Read`, of bytes in memory | nesting of {Limits.MaxDepth};");
    }

    [Fact]
    public async Task The_number_of_values_is_that_at_which_a_build_is_refused()
    {
        const int documented = 419_430;
        static byte[] WithValues(int count) =>
            Document.Of($"{{\"id\":7,\"x\":[{string.Join(',', Enumerable.Repeat("1", count - 3))}]}}");

        BuildByBuild most = await BuildByBuild.ReadAsync(WithValues(documented));
        BuildByBuild more = await BuildByBuild.ReadAsync(WithValues(documented + 1));

        (most.Violations.Any(IsLimit), more.Violations.Any(IsLimit)).Should().Be((false, true));
        Text.Should().Contain($"{documented:N0} values");
    }

    [Fact]
    public void The_numbers_of_violations_are_those_of_reports()
    {
        string unknown = string.Concat(Enumerable.Range(0, 200).Select(static number => $",\"x{number}\":1"));
        int ofRule = ContractValidator.ValidateWaitingBuilds(Document.Of($"{Samples.Build.ToString()[..^1]}{unknown}}}")).Violations.Count;
        string repeated = string.Concat(Enumerable.Range(0, 2000).Select(static number => $"\"x{number}\":1,\"x{number}\":1,"));
        int ofBuild = ContractValidator.ValidateWaitingBuilds(Document.Of($"{{{repeated}\"id\":1}}")).Violations.Count;
        int ofList = ContractValidator
            .ValidateWaitingBuilds(Document.Of([.. Enumerable.Repeat("{}", 20_000)]), new() { MaxBuilds = 20_000 }).Violations.Count;

        Text.Should().Contain(
            $"at most {ofRule:N0} violations of one rule in one object, {ofBuild:N0} read errors of one build, "
            + $"and {ofList:N0} violations of the builds of one list");
    }

    [Fact]
    public void The_length_of_a_chroot_is_that_at_which_it_is_refused()
    {
        const int documented = 255;
        static bool CanBe(int length) => Chroot.TryParse($"fedora-17-{new string('x', length - "fedora-17-".Length)}", out _);

        (CanBe(documented), CanBe(documented + 1)).Should().Be((true, false));
        Text.Should().Contain($"at most {documented} ASCII letters");
    }

    private static string Mebibytes(long bytes) => $"{bytes / 1024 / 1024} MiB";

    private static bool IsLimit(Violation violation) => violation.Rule.Id == "COPR108";
}
