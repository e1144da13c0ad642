namespace Copr.Contracts.Tool.Tests.Commands;

public sealed class SchemaCommandTests
{
    public static TheoryData<string> Names => [.. ContractSchema.All.Select(static schema => schema.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_schema_is_that_of_the_package(string name) =>
        (await ToolProgram.RunAsync(["schema", name])).Output.Should().Be(ContractSchema.Find(name)!.ToString());

    [Fact]
    public async Task The_names_are_listed_by_default() =>
        (await ToolProgram.RunAsync(["schema"])).Output.Should()
            .Be(string.Concat(ContractSchema.All.Select(static schema => $"{schema.Name}\n")));
}
