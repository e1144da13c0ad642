using System.Buffers;
using System.Text;
using System.Text.Json;
using Copr.Contracts.Json;

namespace Copr.Contracts.Tests.Json;

/// <summary>What is written, and that reading it again gives what was written.</summary>
public sealed class CoprJsonWriteTests
{
    private static readonly JsonSerializerOptions Indented = new(CoprJson.StrictOptions) { WriteIndented = true };

    [Fact]
    public void Members_are_written_in_the_contracts_order_with_their_nulls() => Text(Samples.Build).Should().Be(string.Concat(
        "{\"copr_id\":5,\"user_id\":1,\"results\":null,\"started_on\":null,",
        "\"copr\":{\"owner_id\":2,\"repos\":\"http://foo/repo http://bar/repo\",\"chroots\":\"fedora-17-i386 fedora-17-x86_64\",",
        "\"id\":5,\"name\":\"ff2\"},\"canceled\":null,\"submitted_on\":1351157544,\"ended_on\":null,",
        "\"pkgs\":\"http://foo/pkg.src.rpm\",\"chroots\":\"fedora-17-i386 fedora-17-x86_64\",\"id\":5}"));

    [Theory]
    [InlineData(BuildStatus.Failed, 0)]
    [InlineData(BuildStatus.Succeeded, 1)]
    public void A_status_is_written_last(BuildStatus status, int written) =>
        Text(Samples.Build with { Status = status }).Should().EndWith($",\"id\":5,\"status\":{written}}}");

    [Fact]
    public void Each_value_of_canceled_is_preserved() =>
        new bool?[] { null, false, true }.Should().AllSatisfy(static canceled =>
            CoprJson.Read<Build>(CoprJson.Write(Samples.Build with { Canceled = canceled })).Canceled.Should().Be(canceled));

    [Fact]
    public void An_empty_list_is_written_as_null() => Text(Samples.Build with { Packages = [] }).Should().Contain("\"pkgs\":null,");

    [Fact]
    public void A_document_without_builds_has_an_empty_array() => Text(new WaitingBuilds { Builds = [] }).Should().Be("""{"builds":[]}""");

    [Theory]
    [InlineData("http://h/?a=1&b=2+3")]
    [InlineData("<'>`~%40")]
    [InlineData("žluť 例え 😀 \u00a0\u2028\ue000\u200d")]
    [InlineData("\u007f\u0085")]
    [InlineData("")]
    public void A_text_is_written_as_it_was_read(string text) =>
        Text(Samples.Build with { Results = text }).Should().Contain($"\"results\":\"{text}\",");

    [Theory]
    [InlineData("\"", "\\\"")]
    [InlineData("\\", "\\\\")]
    [InlineData("\n\r\t\0\u001f", "\\n\\r\\t\\u0000\\u001F")]
    [InlineData("\"😀&", "\\\"😀&")]
    [InlineData(" \" ", " \\\" ")]
    [InlineData("\n\u00a0", "\\n\u00a0")]
    [InlineData("\\\u2028", "\\\\\u2028")]
    [InlineData("\"\u007f", "\\\"\u007f")]
    public void Only_what_JSON_must_escape_is_escaped(string text, string escaped) =>
        Text(Samples.Build with { Results = text }).Should().Contain($"\"results\":\"{escaped}\",");

    [Theory]
    [InlineData("http://h/?a&b")]
    [InlineData("žluť 😀 <'>")]
    public void An_applications_encoder_does_not_change_the_contracts_texts(string text) =>
        JsonSerializer.Serialize(Samples.Build with { Results = text }, new JsonSerializerOptions().AddCoprContracts())
            .Should().Contain($"\"results\":\"{text}\",");

    [Fact]
    public void A_text_at_the_end_of_a_buffer_is_written_whole()
    {
        string around = Text(Samples.Build with { Results = "" });
        for (int length = 3500; length < 4200; length++)
        {
            string text = new('x', length);
            string expected = around.Replace("\"results\":\"\"", $"\"results\":\"{text}\"", StringComparison.Ordinal);

            Text(Samples.Build with { Results = text }).Should().Be(expected);
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
    public void A_text_of_any_length_is_read_back(int length)
    {
        Build build = Samples.Build with { Results = string.Concat(Enumerable.Repeat("é例&", length)) };

        CoprJson.Read<Build>(CoprJson.Write(build)).Results.Should().Be(build.Results);
    }

    [Theory]
    [InlineData("\"\u00e9\"")]
    [InlineData("\\\ud83d\ude00")]
    [InlineData("\u0001\u001f\b\f\n\r\t")]
    [InlineData("\ud83d\ude00\"\u2028\u0085\u00a0")]
    public void A_text_with_escapes_is_read_back(string text) =>
        CoprJson.Read<Build>(CoprJson.Write(Samples.Build with { Results = text })).Results.Should().Be(text);

    [Theory]
    [InlineData("1351157544.75", "1351157544.75")]
    [InlineData("1351157544.0", "1351157544")]
    [InlineData("1354830164.1199999", "1354830164.1199999")]
    [InlineData("-0.5", "-0.5")]
    public void The_fraction_of_a_time_is_written(string time, string written) =>
        Text(CoprJson.Read<WaitingBuilds>(Document.Replacing("1351157544", time), ReadingMode.Lenient).Builds[0])
            .Should().Contain($"\"submitted_on\":{written},");

    [Fact]
    public void A_build_whose_times_have_a_fraction_is_read_back_leniently()
    {
        Build build = WithFractions();

        CoprJson.Read<Build>(CoprJson.Write(build), ReadingMode.Lenient).Should().Be(build);
    }

    [Theory]
    [InlineData("submitted_on")]
    [InlineData("started_on")]
    [InlineData("ended_on")]
    public void Strict_reading_reports_the_fraction_of_a_time(string member)
    {
        DateTimeOffset time = Samples.Build.SubmittedOn.AddMilliseconds(250);
        Build build = member switch
        {
            "submitted_on" => Samples.Build with { SubmittedOn = time },
            "started_on" => Samples.Build with { StartedOn = time },
            _ => Samples.Build with { EndedOn = time },
        };

        FluentActions.Invoking(() => CoprJson.Read<Build>(CoprJson.Write(build))).Should().Throw<ContractException>()
            .Which.Violation.Should().Match<Violation>(violation => violation.Rule.Id == "COPR103" && violation.Path == "/" + member);
    }

    [Fact]
    public async Task Every_way_to_write_writes_the_same()
    {
        var builds = new WaitingBuilds { Builds = [Samples.Build, WithFractions()] };
        byte[] expected = CoprJson.Write(builds);
        var buffer = new ArrayBufferWriter<byte>();
        using var stream = new MemoryStream();

        CoprJson.Write(buffer, builds);
        await CoprJson.WriteAsync(stream, builds);

        new[]
        {
            buffer.WrittenSpan.ToArray(),
            stream.ToArray(),
            Document.Utf8(builds.ToString()),
            JsonSerializer.SerializeToUtf8Bytes(builds),
            JsonSerializer.SerializeToUtf8Bytes(builds, CoprJson.StrictOptions),
            JsonSerializer.SerializeToUtf8Bytes(builds, CoprJson.LenientOptions),
            JsonSerializer.SerializeToUtf8Bytes(builds, new JsonSerializerOptions(JsonSerializerDefaults.Web).AddCoprContracts()),
        }.Should().AllSatisfy(written => written.Should().Equal(expected));
    }

    [Theory]
    [InlineData("\n", ' ', 2)]
    [InlineData("\r\n", ' ', 2)]
    [InlineData("\n", '\t', 1)]
    public void The_layout_is_that_of_the_options(string newLine, char indent, int size)
    {
        var options = new JsonSerializerOptions(CoprJson.StrictOptions)
        {
            WriteIndented = true,
            NewLine = newLine,
            IndentCharacter = indent,
            IndentSize = size,
        };

        JsonSerializer.Serialize(Samples.Copr, options)
            .Should().StartWith($"{{{newLine}{new string(indent, size)}\"owner_id\": 2,{newLine}");
    }

    [Fact]
    public void Lines_end_with_a_line_feed() =>
        JsonSerializer.Serialize(Samples.Copr, Indented).Should().StartWith("{\n  \"owner_id\": 2,\n").And.NotContain("\r");

    [Fact]
    public void Null_is_not_written() =>
        new Action[]
        {
            static () => CoprJson.Write<Build>(null!),
            static () => CoprJson.Write(new ArrayBufferWriter<byte>(), (Build)null!),
            static () => CoprJson.Write((IBufferWriter<byte>)null!, Samples.Build),
            static () => _ = CoprJson.WriteAsync(Stream.Null, (Build)null!),
            static () => _ = CoprJson.WriteAsync(null!, Samples.Build),
            static () => new ContractObjectConverter<Build>().Write(null!, Samples.Build, CoprJson.StrictOptions),
            static () => new ContractObjectConverter<Build>().Write(new(Stream.Null), null!, CoprJson.StrictOptions),
        }.Should().AllSatisfy(static write =>
            write.Should().Throw<ArgumentNullException>().Which.ParamName.Should().BeOneOf("value", "utf8Json", "writer"));

    private static Build WithFractions() => Samples.Build with
    {
        SubmittedOn = Samples.Build.SubmittedOn.AddTicks(1),
        StartedOn = Samples.Build.SubmittedOn.AddMilliseconds(250),
        EndedOn = Samples.Build.SubmittedOn.AddTicks(9_999_999),
    };

    private static string Text<T>(T value)
        where T : class, IContractObject<T> =>
        Encoding.UTF8.GetString(CoprJson.Write(value));
}
