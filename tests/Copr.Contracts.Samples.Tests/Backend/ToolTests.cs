using Copr.Contracts.Samples.Tests.Running;

namespace Copr.Contracts.Samples.Tests.Backend;

/// <summary>The tool checks the backend.</summary>
public sealed class ToolTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_tool_finds_no_violation_in_the_backend()
    {
        string list = folder.PathOf("waiting.json");
        string failing = StubFrontend.Build(5, "http://foo/fail-1.src.rpm", "fedora-17-i386 fedora-17-x86_64");
        await File.WriteAllTextAsync(list, $$"""{"builds":[{{StubFrontend.Build(4)}},{{failing}}]}""");
        await using SampleProgram tool = SampleProgram.StartTool("serve", list, "--timeout", "120", "--fail-on", "info");
        await tool.WaitForLineAsync("http://127.0.0.1:");
        var url = new Uri(tool.Output.Split('\n')[0], UriKind.Absolute);

        await using BackendProgram backend = BackendProgram.Start(url, folder.PathOf("backend"), new Ledger(folder.PathOf("ledger")));

        (await tool.WaitForExitAsync()).Should().Be(0, "{0}\n{1}", tool.Output, backend.Program.Output);
        tool.Output.Should().Contain("conform");
    }
}
