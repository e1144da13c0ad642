using BenchmarkDotNet.Attributes;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Benchmarks;

/// <summary>A list of waiting builds that breaks no rule, checked.</summary>
public class Validating
{
    private WaitingBuilds list = new() { Builds = [] };
    private byte[] documentOfOwnLists = [];

    [Params(10, 1_000, 50_000)]
    public int Builds { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        documentOfOwnLists = Documents.Of(Builds, areListsRecurring: false);
        list = Documents.Read(Documents.Of(Builds));
        ContractValidator.Validate(list, Builds).ThrowIfInvalid();
    }

    /// <summary>What was read a moment ago and has lists of its own, whose rules nobody has asked yet.</summary>
    [Benchmark]
    public bool ContractsReadWithOwnLists() => ContractValidator.Validate(Documents.Read(documentOfOwnLists), Builds).IsValid;

    [Benchmark]
    public bool Contracts() => ContractValidator.Validate(list, Builds).IsValid;
}
