using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Copr.Contracts.Json;
using CsCheck;

namespace Copr.Contracts.Tests.Properties;

/// <summary>What holds for every object of the contract, whatever is in it.</summary>
public abstract class DocumentProperties<T>
    where T : class, IEquatable<T>
{
    private static readonly JsonSerializerOptions Application = new JsonSerializerOptions().AddCoprContracts();

    private static readonly JsonSerializerOptions LenientApplication = new JsonSerializerOptions().AddCoprContracts(ReadingMode.Lenient);

    /// <summary>Values that the strict mode can write: with whole seconds where the contract has them.</summary>
    private protected abstract Gen<Written<T>> Strict { get; }

    /// <summary>Values that the lenient mode can write.</summary>
    private protected virtual Gen<Written<T>> Lenient => Strict;

    private protected virtual Gen<Utf8Text> Documents => Lenient.Select(static written => new Utf8Text(written.Json));

    /// <summary>The copy that <c>with</c> makes.</summary>
    private protected abstract T Copy(T value);

    [Fact]
    public void A_value_is_written_as_the_contract_has_it()
    {
        Property.Holds(Strict, static written => Text(CoprJson.Write(written.Value)).Should().Be(written.Json));
        Property.Holds(Lenient, static written => Text(CoprJson.Write(written.Value, CoprJson.Lenient)).Should().Be(written.Json));
    }

    [Fact]
    public void What_is_written_is_read_back_equal()
    {
        Property.Holds(Strict, static written => CoprJson.Read<T>(CoprJson.Write(written.Value)).Should().Be(written.Value));
        Property.Holds(Lenient, static written => CoprJson.Read<T>(CoprJson.Write(written.Value, CoprJson.Lenient), CoprJson.Lenient).Should().Be(written.Value));
    }

    [Fact]
    public void What_is_read_is_written_back_to_the_letter()
    {
        Property.Holds(Strict, static written => Text(CoprJson.Write(CoprJson.Read<T>(written.Utf8Json))).Should().Be(written.Json));
        Property.Holds(Lenient, static written => Text(CoprJson.Write(CoprJson.Read<T>(written.Utf8Json, CoprJson.Lenient), CoprJson.Lenient)).Should().Be(written.Json));
    }

    [Fact]
    public void All_ways_to_write_agree() => Property.Holds(Lenient, static written =>
    {
        var buffer = new ArrayBufferWriter<byte>();
        CoprJson.Write(buffer, written.Value, CoprJson.Lenient);
        var stream = new MemoryStream();
        CoprJson.WriteAsync(stream, written.Value, CoprJson.Lenient).GetAwaiter().GetResult();

        new[] { Text(buffer.WrittenSpan), Text(stream.ToArray()), JsonSerializer.Serialize(written.Value, CoprJson.Lenient), written.Value.ToString() }
            .Should().AllBe(Text(CoprJson.Write(written.Value, CoprJson.Lenient)));
    });

    [Fact]
    public void Within_a_type_of_an_application_it_is_the_same()
    {
        Property.Holds(Strict, static written => AssertIsTheSameWithin(written, Application));
        Property.Holds(Lenient, static written => AssertIsTheSameWithin(written, LenientApplication));
    }

    [Fact]
    public void Whatever_comes_the_contracts_own_ways_throw_nothing_but_their_exception_and_agree() => Property.Holds(Incoming(Documents), static incoming =>
    {
        foreach (JsonSerializerOptions options in Json.Document.Modes)
        {
            IReadOnlyList<Outcome<T>> outcomes = Outcome<T>.OfContract(incoming.Text.Bytes, options, incoming.Chunk);

            outcomes.Should().AllSatisfy(static outcome => (outcome.IsRead || outcome.Thrown is ContractException).Should().BeTrue("{0} threw {1}", outcome.Way, outcome.Thrown));
            outcomes.Select(static outcome => outcome.Value).Distinct().Should().ContainSingle("one text is one value");
            outcomes.Select(static outcome => (outcome.Thrown as ContractException)?.Violation).Distinct().Should().ContainSingle("one text has one fault");
        }
    });

    [Fact]
    public void Whatever_comes_the_frameworks_ways_throw_nothing_but_its_exception_and_agree() => Property.Holds(Incoming(Documents), static incoming =>
    {
        foreach (JsonSerializerOptions options in Json.Document.Modes)
        {
            Outcome<T> expected = Outcome<T>.OfContract(incoming.Text.Bytes, options, incoming.Chunk)[0];
            foreach (Outcome<T> outcome in Outcome<T>.OfFramework(incoming.Text.Bytes, options, incoming.Chunk))
            {
                (outcome.Thrown is null or JsonException).Should().BeTrue("{0} threw {1}", outcome.Way, outcome.Thrown);
                outcome.Value.Should().Be(expected.Value, "{0} reads what CoprJson.Read reads, which threw {1}", outcome.Way, expected.Thrown);
            }
        }
    });

    [Fact]
    public void A_refusal_tells_a_place_in_the_document() => Property.Holds(Incoming(Documents), static incoming =>
    {
        foreach (JsonSerializerOptions options in Json.Document.Modes)
        {
            if (Outcome<T>.OfContract(incoming.Text.Bytes, options, incoming.Chunk)[0].Thrown is ContractException { Violation: var violation })
            {
                string[] lines = Encoding.UTF8.GetString(incoming.Text.Bytes).Split('\n');
                violation.Line.Should().BeInRange(1, lines.Length);
                violation.Column.Should().BeInRange(1, Utf8.IsValid(incoming.Text.Bytes) ? lines[(int)violation.Line! - 1].Length + 1 : long.MaxValue, "of what is not UTF-8 nobody can tell the columns");
            }
        }
    });

    [Fact]
    public void Lenient_reads_whatever_strict_reads_with_an_equal_result() => Property.Holds(Generate.Bent(Documents), static text =>
    {
        Outcome<T> strict = Outcome<T>.OfContract(text.Bytes, CoprJson.Strict, 1)[0];
        if (strict.IsRead)
        {
            CoprJson.Read<T>(text.Bytes, CoprJson.Lenient).Should().Be(strict.Value);
        }
    });

    [Fact]
    public void Equal_values_have_equal_hash_codes() => Property.Holds(Lenient, written =>
    {
        foreach (T equal in new[] { CoprJson.Read<T>(written.Utf8Json, CoprJson.Lenient), Copy(written.Value) })
        {
            (equal.Equals(written.Value), equal.GetHashCode() == written.Value.GetHashCode()).Should().Be((true, true));
        }
    });

    [Fact]
    public void Values_are_equal_where_they_are_written_alike_and_differ_where_not() => Property.Holds(Gen.Select(Lenient, Lenient), static pair =>
        pair.Item1.Value.Equals(pair.Item2.Value).Should().Be(pair.Item1.Json == pair.Item2.Json));

    private protected static Gen<(Utf8Text Text, int Chunk)> Incoming(Gen<Utf8Text> documents) =>
        Gen.Select(Gen.Frequency((6, Generate.Bent(documents)), (1, Generate.Bytes), (1, Generate.Json.Select(static json => new Utf8Text(json)))), Gen.OneOf(Gen.Const(1), Gen.Int[1, 100], Gen.Const(int.MaxValue / 2)));

    private static void AssertIsTheSameWithin(Written<T> written, JsonSerializerOptions options)
    {
        var envelope = new Envelope("&", written.Value, [written.Value]);

        string json = JsonSerializer.Serialize(envelope, options);

        json.Should().Be($$"""{"Note":"\u0026","One":{{written}},"Many":[{{written}}]}""");
        var read = JsonSerializer.Deserialize<Envelope>(json, options)!;
        read.One.Should().Be(written.Value);
        read.Many.Should().Equal(written.Value);
    }

    private static string Text(ReadOnlySpan<byte> utf8Text) => Encoding.UTF8.GetString(utf8Text);

    /// <summary>A type of an application, with the contract's in it.</summary>
    private sealed record Envelope(string Note, T One, IReadOnlyList<T> Many);
}
