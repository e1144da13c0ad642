using Copr.BuildSystem;

bool keeps = args is ["--keep"];
if (!keeps && args.Length > 0)
{
    await Console.Error.WriteLineAsync("Usage: dotnet run --project samples/BuildSystem [-- --keep]");
    return 2;
}

DirectoryInfo folder = Directory.CreateTempSubdirectory("copr-");
try
{
    await using var system = await RunningSystem.StartAsync(folder);
    Console.WriteLine($"A frontend runs at {system.Frontend}, and a backend polls it for builds.");
    Console.WriteLine($"The builds are not real: {PretendBuilder.Description}\n");
    await new Story(system).PlayAsync();
    if (keeps)
    {
        Console.WriteLine($"\nStill running. Open {system.Frontend} in a browser, or press Ctrl+C to stop.");
        await system.WaitForShutdownAsync();
    }

    return 0;
}
finally
{
    folder.Delete(recursive: true);
}
