// Prints what reading, writing and checking cost beside their peers, and how that compares with what the package sets itself:
// dotnet run -c Release --project tests/Copr.Contracts.Benchmarks
// With "hostile" what hostile input costs instead, or those cases whose names hold a text: … -- hostile "white space"
using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Copr.Contracts.Benchmarks;
using Copr.Contracts.Benchmarks.Hostile;
using Perfolizer.Horology;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["hostile", .. var rest])
{
    return await HostileTable.RunAsync(rest);
}

IConfig config = ManualConfig.CreateEmpty()
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithIterationTime(TimeInterval.FromMilliseconds(100)).WithWarmupCount(9).WithIterationCount(9))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddLogger(args is ["--verbose"] ? ConsoleLogger.Default : NullLogger.Instance)
    .WithOptions(ConfigOptions.DisableLogFile);
Type[] benchmarks = [typeof(Reading), typeof(ReadingAtWorst), typeof(Writing), typeof(Validating)];
var measured = new Measured([.. benchmarks.Select(type => BenchmarkRunner.Run(type, config))]);

Console.WriteLine("| | builds | µs a build | bytes a build |");
Console.WriteLine("| --- | --- | --- | --- |");
foreach ((string benchmark, string method) in MethodsOf(benchmarks))
{
    foreach (int builds in measured.Builds(benchmark))
    {
        Console.WriteLine($"| {benchmark}, {method} | {(builds == Documents.OfTheWiki ? "2 (wiki)" : $"{builds:N0}")} | {measured.Time(benchmark, method, builds) / 1000 / builds:0.00} | {measured.Allocated(benchmark, method, builds) / builds:N0} |");
    }
}

Console.WriteLine("\n| as ratios of this run, at 1,000 builds unless it says otherwise | at most | measured | |");
Console.WriteLine("| --- | --- | --- | --- |");
foreach ((string name, double atMost, double value) in await Targets.CompareAsync(measured))
{
    Console.WriteLine($"| {name} | {atMost:0.0#} | {value:0.00} | {(Math.Round(value, 2) <= atMost ? "met" : "missed")} |");
}

if (!OperatingSystem.IsLinux())
{
    Console.WriteLine("\nWhere the time goes is told on Linux, which counts the pages.");
    return 0;
}

Console.WriteLine("\n| a whole document, µs a build | all | the collector's pauses | pages touched for the first time | the rest |");
Console.WriteLine("| --- | --- | --- | --- | --- |");
foreach (Profile.Row row in Profile.Take())
{
    Console.WriteLine($"| {row.Name} | {row.All:0.00} | {row.Pauses:0.00} | {row.NewPages:0.00} | {row.Rest:0.00} |");
}

return 0;

static IEnumerable<(string Benchmark, string Method)> MethodsOf(Type[] benchmarks) =>
    from type in benchmarks
    from method in type.GetMethods()
    where method.IsDefined(typeof(BenchmarkDotNet.Attributes.BenchmarkAttribute), inherit: false)
    select (type.Name, method.Name);
