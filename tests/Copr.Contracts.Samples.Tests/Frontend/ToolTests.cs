using Copr.Contracts.Samples.Tests.Backend;
using Copr.Contracts.Samples.Tests.Running;

namespace Copr.Contracts.Samples.Tests.Frontend;

/// <summary>The tool checks running frontends.</summary>
public sealed class ToolTests
{
    [Fact]
    public async Task The_tool_finds_no_violation_in_the_frontend()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database, "/backend");
        CoprProject copr = await frontend.CreateCoprAsync();
        await frontend.SubmitAsync(copr, "http://foo/pkg-1.src.rpm");
        await frontend.SubmitAsync(copr, "http://foo/pkg-2.src.rpm http://foo/pkg-3.src.rpm");
        await frontend.CancelAsync((await frontend.SubmitAsync(copr)).Id);

        await using SampleProgram tool = SampleProgram.StartTool("check", frontend.Url.ToString(), "--require-builds", "--fail-on", "info");

        (await tool.WaitForExitAsync()).Should().Be(0, "{0}", tool.Output);
    }

    [Theory]
    [InlineData("\"canceled\":null", "\"canceled\":true", "COPR301")]
    [InlineData("\"chroots\":\"fedora-17-x86_64\"", "\"chroots\":\"fedora-17-i386  fedora-17-x86_64\"", "COPR105")]
    [InlineData("\"pkgs\":\"http://foo/pkg.src.rpm\"", "\"pkgs\":\"\"", "COPR203")]
    public async Task The_tool_finds_the_violation_of_a_frontend(string right, string wrong, string rule)
    {
        await using StubFrontend frontend = await StubFrontend.StartAsync();
        frontend.List(StubFrontend.Build(5).Replace(right, wrong, StringComparison.Ordinal));

        await using SampleProgram tool = SampleProgram.StartTool("check", frontend.Url.ToString());

        (await tool.WaitForExitAsync()).Should().Be(1);
        tool.Output.Should().Contain(rule);
    }
}
