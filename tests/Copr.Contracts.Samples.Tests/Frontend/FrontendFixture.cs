using Copr.Contracts.Samples.Tests.Running;

namespace Copr.Contracts.Samples.Tests.Frontend;

/// <summary>One frontend for the tests of a class. Each test creates its own coprs and builds.</summary>
public abstract class FrontendFixture : IAsyncLifetime
{
    private ITestDatabase? database;
    private FrontendProgram? frontend;

    public string ConnectionString => database!.ConnectionString;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task<FrontendProgram> StartAsync() => frontend ??= await FrontendProgram.StartAsync(database ??= NewDatabase());

    public async Task DisposeAsync()
    {
        if (frontend is not null)
        {
            await frontend.DisposeAsync();
        }

        database?.Dispose();
    }

    internal abstract ITestDatabase NewDatabase();
}
