namespace Copr.Contracts.Tests.Records;

public sealed class CoprEndpointsTests
{
    [Fact]
    public void The_paths_are_relative_to_the_frontends_base() =>
        new[] { CoprEndpoints.WaitingBuilds, CoprEndpoints.UpdateBuilds, CoprEndpoints.StartingBuild, CoprEndpoints.CanceledBuilds }
            .Should().Equal("waiting_builds/", "update_builds/", "starting_build/", "canceled_builds/");
}
