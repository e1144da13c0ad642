// Prints how the package compares with its peers, or with "hostile" what hostile input costs:
// dotnet run -c Release --project tests/Copr.Contracts.Benchmarks [CHART.svg]
// dotnet run -c Release --project tests/Copr.Contracts.Benchmarks -- hostile [PART OF A CASE'S NAME]
using Copr.Contracts.Benchmarks;
using Copr.Contracts.Benchmarks.Hostile;

if (args is ["hostile", .. var rest])
{
    return await HostileTable.RunAsync(rest);
}

string chart = RatioTable.Print();
TaskRatioTable.Print();
if (args is [var file])
{
    await File.WriteAllTextAsync(file, chart);
}

return 0;
