using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Copr.Contracts.Json;

namespace Copr.Contracts.Tests.Json;

/// <summary>Documents in the canonical form come out of reading and writing byte for byte, however they were made.</summary>
public sealed class RoundTripTests
{
    private const int Rounds = 300;

    [Fact]
    public void What_is_read_is_written_back_to_the_letter()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        for (int round = 0; round < Rounds; round++)
        {
            string document = Canonical(random, isLenient: false);

            Text(CoprJson.Write(CoprJson.Read<WaitingBuilds>(Document.Utf8(document)))).Should().Be(document, "the seed is {0}, the round {1}", seed, round);
        }
    }

    [Fact]
    public void What_is_read_leniently_is_written_back_to_the_letter_with_its_fractions()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        for (int round = 0; round < Rounds; round++)
        {
            string document = Canonical(random, isLenient: true);

            Text(CoprJson.Write(CoprJson.Read<WaitingBuilds>(Document.Utf8(document), CoprJson.Lenient), CoprJson.Lenient)).Should().Be(document, "the seed is {0}, the round {1}", seed, round);
        }
    }

    [Fact]
    public async Task All_ways_to_read_and_write_agree()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        for (int round = 0; round < Rounds / 10; round++)
        {
            byte[] document = Document.Utf8(Canonical(random, isLenient: false));
            var expected = CoprJson.Read<WaitingBuilds>(document);
            int chunk = random.Next(1, 100);

            (await CoprJson.ReadAsync<WaitingBuilds>(new ChunkedStream(document, chunk))).Should().Be(expected, "the seed is {0}", seed);
            (await JsonSerializer.DeserializeAsync<WaitingBuilds>(new ChunkedStream(document, chunk), CoprJson.Strict)).Should().Be(expected, "the seed is {0}", seed);
            List<Build?> entries = [];
            await foreach (BuildEntry entry in new WaitingBuildsReader().ReadAsync(new ChunkedStream(document, chunk)))
            {
                entries.Add(entry.Build);
            }

            entries.Should().Equal(expected.Builds, "the seed is {0}", seed);
            var buffer = new ArrayBufferWriter<byte>();
            CoprJson.Write(buffer, expected);
            Text(buffer.WrittenSpan).Should().Be(Text(document), "the seed is {0}", seed);
            Text(JsonSerializer.SerializeToUtf8Bytes(expected, CoprJson.Strict)).Should().Be(Text(document), "the seed is {0}", seed);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(168)]
    [InlineData(169)]
    [InlineData(170)]
    [InlineData(171)]
    [InlineData(512)]
    [InlineData(70_000)]
    public void A_text_of_any_length_is_written_whole(int length)
    {
        Build build = Samples.Build with { Results = string.Concat(Enumerable.Repeat("é例&", length)) };

        CoprJson.Read<Build>(CoprJson.Write(build)).Results.Should().Be(build.Results);
    }

    [Theory]
    [InlineData("\"\u00e9\"")]
    [InlineData("\\\ud83d\ude00")]
    [InlineData("\u0001\u001f\b\f\n\r\t")]
    [InlineData("\ud83d\ude00\"\u2028\u0085\u00a0")]
    public void A_text_that_has_to_be_escaped_is_read_back(string text) =>
        CoprJson.Read<Build>(CoprJson.Write(Samples.Build with { Results = text })).Results.Should().Be(text);

    [Theory]
    [InlineData("\r\n", ' ', 2)]
    [InlineData("\n", '\t', 1)]
    public void An_application_may_lay_it_out_otherwise_whichever_way_it_writes(string newLine, char indent, int size)
    {
        var options = new JsonSerializerOptions(CoprJson.Strict) { WriteIndented = true, NewLine = newLine, IndentCharacter = indent, IndentSize = size };
        var buffer = new ArrayBufferWriter<byte>();

        CoprJson.Write(buffer, Samples.Copr, options);

        Text(buffer.WrittenSpan).Should().StartWith($"{{{newLine}{new string(indent, size)}\"owner_id\": 2,{newLine}").And.Be(Text(CoprJson.Write(Samples.Copr, options)));
    }

    private static string Canonical(Random random, bool isLenient) =>
        $"{{\"builds\":[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => BuildText(random, isLenient)))}]{Unknown(random)}}}";

    private static string BuildText(Random random, bool isLenient) =>
        $"{{\"copr_id\":{Integer(random)},\"user_id\":{Integer(random)},\"results\":{Or(random, "\"http://h/é?a=1&b=2+3\"")},\"started_on\":{Or(random, Time(random, isLenient))},"
        + $"\"copr\":{{\"owner_id\":{Integer(random)},\"repos\":{Or(random, "\"http://foo/repo http://例え.テスト/%40/\"")},\"chroots\":{Or(random, "\"fedora-17-i386\"")},\"id\":{Integer(random)},\"name\":\"žluť 😀 <>\"{Unknown(random)}}},"
        + $"\"canceled\":{Or(random, random.Next(2) == 0 ? "true" : "false")},\"submitted_on\":{Time(random, isLenient)},\"ended_on\":{Or(random, Time(random, isLenient))},"
        + $"\"pkgs\":{Or(random, "\"http://a/b%20c.src.rpm?x=y#z HTTPS://[::1]:80/../d.src.rpm\"")},\"chroots\":{Or(random, "\"fedora-rawhide-i386 opensuse-leap-15.5-aarch64\"")},\"id\":{Integer(random)}{Unknown(random)}}}";

    private static string Integer(Random random) => random.Next(10) switch
    {
        0 => "9223372036854775807",
        1 => "-9223372036854775808",
        _ => random.NextInt64().ToString(CultureInfo.InvariantCulture),
    };

    private static string Time(Random random, bool isLenient)
    {
        long ticks = random.NextInt64(-62135596800L * TimeSpan.TicksPerSecond, 253402300800L * TimeSpan.TicksPerSecond);
        return isLenient && random.Next(2) == 0
            ? ((decimal)ticks / TimeSpan.TicksPerSecond).ToString(CultureInfo.InvariantCulture)
            : (ticks / TimeSpan.TicksPerSecond).ToString(CultureInfo.InvariantCulture);
    }

    private static string Or(Random random, string json) => random.Next(3) == 0 ? "null" : json;

    private static string Unknown(Random random)
    {
        string[] values = ["1.0", "1e400", "-0", "123456789012345678901234567890", "\"\\u0041\\/&\"", "\"\"", "{}", "[]", "[[1.50,{\"b\":null}]]", "true", "{\"z\":1,\"a\":2}"];
        return string.Concat(Enumerable.Range(0, random.Next(3)).Select(index => $",\"x{index}\":{values[random.Next(values.Length)]}"));
    }

    private static string Text(ReadOnlySpan<byte> utf8Text) => Encoding.UTF8.GetString(utf8Text);
}
