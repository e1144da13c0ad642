using System.Text;
using Copr.Contracts.Fuzzing.Promises;
using CsCheck;

namespace Copr.Contracts.Tests.Properties;

/// <summary>What holds for every object of the contract, whatever its members are.</summary>
public abstract class DocumentProperties<T>
    where T : class, IContractObject<T>, IEquatable<T>
{
    /// <summary>Values, with fractions of a second.</summary>
    private protected abstract Gen<Written<T>> Values { get; }

    /// <summary>Values that a strict reader accepts: with whole seconds, if the contract requires them.</summary>
    private protected virtual Gen<Written<T>> StrictValues => Values;

    private protected virtual Gen<Utf8Text> Documents => Values.Select(static written => new Utf8Text(written.Json));

    [Fact]
    public void A_value_is_written_as_the_contract_specifies() => Property.Holds(Values, static written =>
        Encoding.UTF8.GetString(CoprJson.Write(written.Value)).Should().Be(written.Json));

    [Fact]
    public void A_strict_document_is_read_as_the_contract_specifies() => Property.Holds(StrictValues, static written =>
        CoprJson.Read<T>(written.Utf8Json).Should().Be(written.Value));

    [Fact]
    public void A_lenient_document_is_read_as_the_contract_specifies() => Property.Holds(Values, static written =>
        CoprJson.Read<T>(written.Utf8Json, ReadingMode.Lenient).Should().Be(written.Value));

    [Fact]
    public void A_nearly_right_document_keeps_every_promise() =>
        Property.Holds(Generate.Incoming(Documents), document => CheckPromises(document.Bytes));

    [Fact]
    public void Values_are_equal_if_and_only_if_they_are_written_alike() => Property.Holds(
        Gen.Select(Values, Values), static (one, other) => one.Value.Equals(other.Value).Should().Be(one.Json == other.Json));

    [Fact]
    public void A_copy_is_equal_and_has_an_equal_hash_code() => Property.Holds(Values, written =>
    {
        T copy = Copy(written.Value);

        (copy.Equals(written.Value), copy.GetHashCode()).Should().Be((true, written.Value.GetHashCode()));
    });

    private protected virtual void CheckPromises(byte[] document) => DocumentPromises.Check<T>(document);

    /// <summary>The copy that <c>with</c> makes.</summary>
    private protected abstract T Copy(T value);
}

public sealed class BuildProperties : DocumentProperties<Build>
{
    private protected override Gen<Written<Build>> Values => Generate.Build(Generate.Moment);

    private protected override Gen<Written<Build>> StrictValues => Generate.Build(Generate.Second);

    private protected override Build Copy(Build value) => value with { };
}

public sealed class CoprProjectProperties : DocumentProperties<CoprProject>
{
    private protected override Gen<Written<CoprProject>> Values => Generate.CoprProject;

    private protected override CoprProject Copy(CoprProject value) => value with { };
}

public sealed class BuildUpdateProperties : DocumentProperties<BuildUpdate>
{
    private protected override Gen<Written<BuildUpdate>> Values => Generate.BuildUpdate;

    private protected override BuildUpdate Copy(BuildUpdate value) => value with { };
}

public sealed class BuildUpdatesProperties : DocumentProperties<BuildUpdates>
{
    private protected override Gen<Written<BuildUpdates>> Values => Generate.BuildUpdates;

    private protected override BuildUpdates Copy(BuildUpdates value) => value with { };

    private protected override void CheckPromises(byte[] document) => BuildUpdatesPromises.Check(document);
}

public sealed class BuildUpdatesResultProperties : DocumentProperties<BuildUpdatesResult>
{
    private protected override Gen<Written<BuildUpdatesResult>> Values => Generate.BuildUpdatesResult;

    private protected override BuildUpdatesResult Copy(BuildUpdatesResult value) => value with { };
}

public sealed class CanceledBuildsProperties : DocumentProperties<CanceledBuilds>
{
    private protected override Gen<Written<CanceledBuilds>> Values => Generate.CanceledBuilds;

    private protected override CanceledBuilds Copy(CanceledBuilds value) => value with { };
}

public sealed class StartBuildRequestProperties : DocumentProperties<StartBuildRequest>
{
    private protected override Gen<Written<StartBuildRequest>> Values => Generate.StartBuildRequest;

    private protected override StartBuildRequest Copy(StartBuildRequest value) => value with { };
}

public sealed class StartBuildResponseProperties : DocumentProperties<StartBuildResponse>
{
    private protected override Gen<Written<StartBuildResponse>> Values => Generate.StartBuildResponse;

    private protected override StartBuildResponse Copy(StartBuildResponse value) => value with { };
}
