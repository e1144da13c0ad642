using BenchmarkDotNet.Attributes;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Benchmarks;

/// <summary>A list of waiting builds that breaks no rule, checked.</summary>
public class Validating
{
    private WaitingBuilds list = new() { Builds = [] };

    [Params(10, 1_000, 50_000)]
    public int Builds { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        list = Documents.Read(Documents.Of(Builds));
        ContractValidator.Validate(list, Builds).ThrowIfInvalid();
    }

    [Benchmark]
    public bool Contracts() => ContractValidator.Validate(list, Builds).IsValid;
}
