using PublicApiGenerator;

namespace Copr.Contracts.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_api_is_pinned() => Snapshot.Match(this, typeof(WaitingBuilds).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }));
}
