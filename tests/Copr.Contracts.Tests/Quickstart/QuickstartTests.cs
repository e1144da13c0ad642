using System.Diagnostics;
using System.Text;
using Copr.Contracts.Tests.Conformance;

namespace Copr.Contracts.Tests.Quickstart;

public sealed class QuickstartTests
{
    [Fact]
    public void Without_arguments_it_shows_the_wikis_example()
    {
        (int exitCode, string output, string error) = Run();

        (exitCode, error).Should().Be((0, ""));
        Snapshot.Match(this, output);
    }

    [Fact]
    public void It_reads_a_file() => Run([Case("good-two-builds")]).ExitCode.Should().Be(0);

    [Fact]
    public void It_reads_its_input() => Run(["-"], "{\"builds\":[]}").Output.Should().Contain("No violations.");

    [Fact]
    public void A_document_that_cannot_be_read_gives_the_violation()
    {
        (int exitCode, string output, string error) = Run([Case("missing-id")]);

        (exitCode, output).Should().Be((1, ""));
        error.Should().StartWith("COPR102 missing-member (error) at /builds/0, line 3, column 3: item 1 of \"builds\" has no \"id\"")
            .And.NotContain("   at ");
    }

    [Fact]
    public void A_document_that_breaks_a_rule_is_shown_with_its_report()
    {
        (int exitCode, string output, string error) = Run([Case("mixed-releases")]);

        (exitCode, error).Should().Be((1, ""));
        output.Should().Contain("COPR201 mixed-releases");
    }

    [Fact]
    public void A_file_that_does_not_exist_is_named()
    {
        (int exitCode, string output, string error) = Run([Path.Combine(TestFolder.Path, "no-such-file")]);

        (exitCode, output).Should().Be((2, ""));
        error.Should().Contain("no-such-file").And.NotContain("   at ");
    }

    [Fact]
    public void A_folder_is_not_read() => Run([TestFolder.Path]).ExitCode.Should().Be(2);

    [Fact]
    public void Too_many_arguments_give_the_usage() => Run(["a", "b"]).Error.Should().StartWith("Usage:");

    private static string Case(string id) => Path.Combine(ConformanceCase.Folder, ConformanceCase.Of(id).File);

    private static (int ExitCode, string Output, string Error) Run(string[]? arguments = null, string input = "")
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [TestFolder.Quickstart, .. arguments ?? []])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        })!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
