// Runs a target. With files, it replays them; without files, the fuzzer sends inputs; without a target, it lists the targets:
// dotnet run --project tests/Copr.Contracts.Fuzzing -- TARGET FILE...
using Copr.Contracts.Fuzzing;
using SharpFuzz;

if (args is [])
{
    Console.WriteLine(string.Join('\n', Targets.All.Keys));
    return 0;
}

if (!Targets.All.TryGetValue(args[0], out Action<byte[]>? target))
{
    Console.Error.WriteLine($"There is no target \"{args[0]}\"; expected one of {string.Join(", ", Targets.All.Keys)}.");
    return 2;
}

if (args is [_])
{
    Fuzzer.Run(stream =>
    {
        using var input = new MemoryStream();
        stream.CopyTo(input);
        target(input.ToArray());
    });
    return 0;
}

int exitCode = 0;
foreach (string file in args[1..])
{
    try
    {
        target(File.ReadAllBytes(file));
        Console.WriteLine($"{file}: every promise is kept.");
    }
    catch (Exception exception)
    {
        Console.Error.WriteLine($"{file}: {exception}");
        exitCode = 1;
    }
}

return exitCode;
