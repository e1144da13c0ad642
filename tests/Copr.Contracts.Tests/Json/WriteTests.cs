using System.Buffers;
using System.Text;
using System.Text.Json;
using Copr.Contracts.Json;

namespace Copr.Contracts.Tests.Json;

public sealed class WriteTests
{
    [Fact]
    public void Members_are_written_in_the_order_of_the_contract_with_their_nulls() => Text(Samples.Build).Should().Be(
        """{"copr_id":5,"user_id":1,"results":null,"started_on":null,"copr":{"owner_id":2,"repos":"http://foo/repo http://bar/repo","chroots":"fedora-17-i386 fedora-17-x86_64","id":5,"name":"ff2"},"canceled":null,"submitted_on":1351157544,"ended_on":null,"pkgs":"http://foo/pkg.src.rpm","chroots":"fedora-17-i386 fedora-17-x86_64","id":5}""");

    [Fact]
    public void An_empty_list_is_written_as_null() => Text(Samples.Build with { Packages = [] }).Should().Contain("\"pkgs\":null,");

    [Fact]
    public void A_list_of_no_builds_is_an_array() => Text(new WaitingBuilds { Builds = [] }).Should().Be("""{"builds":[]}""");

    [Theory]
    [InlineData("http://h/?a=1&b=2+3")]
    [InlineData("<'>`~%40")]
    [InlineData("žluť 例え 😀 \u00a0\u2028\ue000\u200d")]
    [InlineData("\u007f\u0085")]
    [InlineData("")]
    public void A_text_is_written_as_it_came_in(string text) => Text(Samples.Build with { Results = text }).Should().Contain($"\"results\":\"{text}\",");

    [Fact]
    public void A_long_text_is_written_whole()
    {
        string text = new string('ž', 5000) + "&";

        Text(Samples.Build with { Results = text }).Should().Contain($"\"results\":\"{text}\",");
    }

    [Theory]
    [InlineData("\"", "\\\"")]
    [InlineData("\\", "\\\\")]
    [InlineData("\n\r\t\0\u001f", "\\n\\r\\t\\u0000\\u001F")]
    [InlineData("\"😀&", "\\\"😀&")]
    [InlineData(" \" ", " \\\" ")]
    public void What_json_cannot_hold_is_escaped(string text, string escaped) => Text(Samples.Build with { Results = text }).Should().Contain($"\"results\":\"{escaped}\",");

    [Fact]
    public void An_applications_encoder_does_not_change_the_contracts_texts() =>
        JsonSerializer.Serialize(Samples.Build with { Results = "http://h/?a&b" }, new JsonSerializerOptions().AddCoprContracts()).Should().Contain("http://h/?a&b");

    [Fact]
    public void Unknown_members_are_written_behind_the_known_ones_to_the_letter()
    {
        const string Unknown = "\"n\":[1.0,1e400,-0,{\"a\":\"\\u0026&\",\"b\":{}}],\"t\":true,\"z\":null";
        byte[] document = Document.Utf8($"{{{Unknown},\"builds\":[{Text(Samples.Build)[..^1]},{Unknown}}}]}}");

        Text(CoprJson.Read<WaitingBuilds>(document)).Should().Be($"{{\"builds\":[{Text(Samples.Build)[..^1]},{Unknown}}}],{Unknown}}}");
    }

    [Fact]
    public async Task Every_way_to_write_writes_the_same()
    {
        var builds = new WaitingBuilds { Builds = [Samples.Build] };
        foreach (JsonSerializerOptions options in new[] { CoprJson.Strict, CoprJson.Lenient, new(CoprJson.Strict) { WriteIndented = true } })
        {
            byte[] expected = CoprJson.Write(builds, options);
            var buffer = new ArrayBufferWriter<byte>();
            using var stream = new MemoryStream();

            CoprJson.Write(buffer, builds, options);
            await CoprJson.WriteAsync(stream, builds, options);

            buffer.WrittenSpan.ToArray().Should().Equal(expected);
            stream.ToArray().Should().Equal(expected);
            JsonSerializer.SerializeToUtf8Bytes(builds, options).Should().Equal(expected);
        }
    }

    [Fact]
    public void Lines_end_with_a_line_feed() =>
        Text(Samples.Copr, new(CoprJson.Strict) { WriteIndented = true }).Should().StartWith("{\n  \"owner_id\": 2,\n").And.NotContain("\r");

    [Fact]
    public void What_ends_just_before_or_behind_a_buffer_is_written_whole()
    {
        string around = Text(Samples.Build with { Results = "" });
        for (int length = 3500; length < 4200; length++)
        {
            string text = new('x', length);

            Text(Samples.Build with { Results = text }).Should().Be(around.Replace("\"results\":\"\"", $"\"results\":\"{text}\"", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Unknown_members_are_laid_out_as_the_others() =>
        Text(CoprJson.Read<CanceledBuilds>("""{"a":{"b":[1,{}]},"builds":[]}"""u8), new(CoprJson.Strict) { WriteIndented = true })
            .Should().EndWith("\"a\": {\n    \"b\": [\n      1,\n      {}\n    ]\n  }\n}");

    [Fact]
    public void What_is_nested_deeper_than_the_frameworks_writer_goes_is_not_written()
    {
        JsonElement deep = JsonDocument.Parse(new string('[', 1000) + new string(']', 1000), new() { MaxDepth = 2000 }).RootElement;
        var build = Samples.Build with { UnknownMembers = new([KeyValuePair.Create("deep", deep)]) };

        FluentActions.Invoking(() => CoprJson.Write(build)).Should().Throw<JsonException>().WithMessage("What is nested deeper than 1000 objects and arrays cannot be written.");
        CoprJson.Write(Samples.Build with { UnknownMembers = new([KeyValuePair.Create("deep", deep[0])]) }).Should().NotBeEmpty();
    }

    [Fact]
    public void An_applications_own_type_is_written_to_a_buffer_too()
    {
        JsonSerializerOptions options = new JsonSerializerOptions().AddCoprContracts();
        var buffer = new ArrayBufferWriter<byte>();

        CoprJson.Write(buffer, new List<long> { 1, 2 }, options);

        Encoding.UTF8.GetString(buffer.WrittenSpan).Should().Be("[1,2]");
    }

    [Fact]
    public void Null_is_not_written()
    {
        new Action[]
        {
            static () => CoprJson.Write<Build>(null!),
            static () => CoprJson.Write(new ArrayBufferWriter<byte>(), (Build)null!),
            static () => CoprJson.Write((IBufferWriter<byte>)null!, Samples.Build),
            static () => _ = CoprJson.WriteAsync(Stream.Null, (Build)null!),
            static () => _ = CoprJson.WriteAsync(null!, Samples.Build),
        }.Should().AllSatisfy(static write => write.Should().Throw<ArgumentNullException>());
    }

    private static string Text<T>(T value, JsonSerializerOptions? options = null)
        where T : notnull =>
        Encoding.UTF8.GetString(CoprJson.Write(value, options));
}
