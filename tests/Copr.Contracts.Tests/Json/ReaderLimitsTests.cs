using System.Text.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Json;

/// <summary>A document of exactly a limit's size is read, and one byte or level more breaks COPR108, which names the limit.</summary>
public sealed class ReaderLimitsTests
{
    private static readonly ReaderLimits Default = new();

    private static readonly string Good = Samples.Build.ToString();

    private static readonly string Long = new('x', 2000);

    /// <summary>MaxBuildBytes, a number of values, and what is expected if they are too many.</summary>
    public static TheoryData<int, int, string?> NumbersOfValues => new()
    {
        { 4_194_304, 419_430, null },
        { 4_194_304, 419_431, "fewer, or a higher MaxBuildBytes" },
        { 1_000_000, 419_430, null },
        { 5_000_000, 500_000, null },
        { 5_000_000, 500_001, "fewer, or a higher MaxBuildBytes" },
    };

    /// <summary>Builds of more than 1,000 bytes, and the ids that can be read from what is left of them.</summary>
    public static TheoryData<string, long?> IdsOfLargeBuilds => new()
    {
        { OfSize(2000), 5 },
        { $"{{\"id\":7,\"pkgs\":\"{Long}\"}}", 7 },
        { $"{{\"pkgs\":\"{Long}\",\"id\" : -7 }}", -7 },
        { $"{{\"copr\":{{\"id\":1,\"x\":[\"{Long}\",{{\"id\":2}}]}},\"id\":3}}", 3 },
        { $"{{\"x\":\"{Long}\\\",\\\"id\\\":1,\",\"id\":2}}", 2 },
        { $"{{\"x\":\"\\\\\",\"y\":\"{Long}\",\"id\":2}}", 2 },
        { $"{{\"{Long}\":\"id\",\"{Long}2\":1,\"id\":2}}", 2 },
        { $"{{\"x\":[{string.Concat(Enumerable.Repeat("1,", 1000))}1],\"id\":2}}", 2 },
        { $"{{\"x\":\"{string.Concat(Enumerable.Repeat("\\n", 1000))}\",\"id\":2}}", 2 },
        { $"{{\"id\\u0020\":1,\"idž\":1,\"x\":\"{Long}\"}}", null },
        { $"{{\"copr\":{{\"id\":1}},\"x\":\"{Long}\"}}", null },
        { $"{{\"id\":\"7\",\"x\":\"{Long}\"}}", null },
        { $"{{\"x\":\"{Long}\",\"id\":7.5}}", null },
        { $"{{{string.Concat(Enumerable.Repeat("\"x\":1,", 1000))}\"id\":7}}", null },
        { $"[\"id\",7,\"{Long}\"]", null },
        { $"\"{Long}\"", null },
        { new string('7', 2000), null },
    };

    [Fact]
    public void The_default_limits_are_those_of_the_documentation() =>
        (Default.MaxDocumentBytes, Default.MaxListBytes, Default.MaxBuildBytes, Default.MaxDepth)
            .Should().Be((4_194_304, 268_435_456L, 4_194_304, 64));

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "less, or a higher MaxDocumentBytes")]
    public async Task A_document_may_be_as_large_as_MaxDocumentBytes(int more, string? expected)
    {
        Violation? violation = await Refusal(() => CoprJson.ReadAsync<WaitingBuilds>(Padded(Default.MaxDocumentBytes + more)).AsTask());

        AssertExceeds(violation, "", expected);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "less, or a higher MaxListBytes")]
    public async Task A_list_that_is_read_build_by_build_may_be_as_large_as_MaxListBytes(int more, string? expected)
    {
        BuildByBuild read = await BuildByBuild.ReadAsync(new WaitingBuildsReader().ReadAsync(Padded(Default.MaxListBytes + more)));

        AssertExceeds(read.Thrown, "", expected);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "less, or a higher MaxListBytes")]
    public async Task A_list_that_is_validated_may_be_as_large_as_MaxListBytes(int more, string? expected)
    {
        ValidationReport report = await ContractValidator.ValidateWaitingBuildsAsync(Padded(Default.MaxListBytes + more));

        AssertExceeds(report.Violations.SingleOrDefault(), "", expected);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "less, or a higher MaxListBytes")]
    public async Task A_report_that_is_validated_may_be_as_large_as_MaxListBytes(int more, string? expected)
    {
        ValidationReport report = await ContractValidator.ValidateBuildUpdatesAsync(Padded(Default.MaxListBytes + more));

        AssertExceeds(report.Violations.SingleOrDefault(), "", expected);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "less, or a higher MaxBuildBytes")]
    public async Task A_build_may_be_as_large_as_MaxBuildBytes(int more, string? expected)
    {
        byte[] document = Document.Of(Good, OfSize(Default.MaxBuildBytes + more), Good);

        BuildByBuild read = await BuildByBuild.ReadAsync(document, 4096);

        read.Entries.Select(static entry => entry.IsRejected).Should().Equal(false, more > 0, false);
        AssertExceeds(read.Entries[1].Violations.SingleOrDefault(), "/builds/1", expected);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "less, or a higher MaxBuildBytes")]
    public void A_build_that_is_validated_may_be_as_large_as_MaxBuildBytes(int more, string? expected)
    {
        byte[] document = Document.Of(OfSize(Default.MaxBuildBytes + more));

        AssertExceeds(ContractValidator.ValidateWaitingBuilds(document).Violations.SingleOrDefault(), "/builds/0", expected);
    }

    [Theory, MemberData(nameof(NumbersOfValues))]
    public async Task What_surrounds_the_list_has_as_many_values_as_a_tenth_of_MaxBuildBytes_or_as_by_default(
        int bytes, int values, string? expected)
    {
        byte[] document = Document.Utf8($"{{\"builds\":[],\"x\":{NumbersAfter(3, values)}}}");

        AssertExceeds((await BuildByBuild.ReadAsync(document, 65536, limits: new() { MaxBuildBytes = bytes })).Thrown, "", expected);
    }

    [Theory, MemberData(nameof(NumbersOfValues))]
    public async Task A_build_has_as_many_values_as_a_tenth_of_MaxBuildBytes_or_as_by_default(int bytes, int values, string? expected)
    {
        byte[] document = Document.Utf8($"{{\"builds\":[{{\"id\":7,\"x\":{NumbersAfter(3, values)}}}]}}");

        BuildByBuild read = await BuildByBuild.ReadAsync(document, 65536, limits: new() { MaxBuildBytes = bytes });

        AssertExceeds(read.Violations.FirstOrDefault(static violation => violation.Rule.Id == "COPR108"), "/builds/0", expected);
    }

    [Theory]
    [InlineData(60, null)]
    [InlineData(61, "less nesting, or a higher MaxDepth")]
    public void A_build_may_be_nested_as_deep_as_MaxDepth(int arrays, string? expected) =>
        AssertExceeds(Ways.Refusal(Document.Of($"{Good[..^1]},\"x\":[{Nested(arrays)}]}}")), "/builds/0/x", expected);

    [Theory]
    [InlineData(63, null)]
    [InlineData(64, "less nesting, or a higher MaxDepth")]
    [InlineData(10_000, "less nesting, or a higher MaxDepth")]
    public void A_document_may_be_nested_as_deep_as_MaxDepth(int arrays, string? expected) =>
        AssertExceeds(Ways.Refusal(Document.Utf8($"{{\"builds\":[],\"x\":{Nested(arrays)}}}")), "/x", expected);

    [Theory]
    [InlineData(6, null)]
    [InlineData(5, "less nesting, or a higher MaxDepth")]
    public async Task The_nesting_that_is_accepted_is_that_of_the_limits(int maxDepth, string? expected)
    {
        byte[] document = Document.Of($"{Good[..^1]},\"x\":{Nested(3)}}}");
        var limits = new ReaderLimits { MaxDepth = maxDepth };

        Violation? whole = await Refusal(() => CoprJson.ReadAsync<WaitingBuilds>(new MemoryStream(document), limits: limits).AsTask());
        BuildByBuild read = await BuildByBuild.ReadAsync(document, limits: limits);

        AssertExceeds(whole, "/builds/0/x", expected);
        AssertExceeds(read.Violations.SingleOrDefault(), "/builds/0/x", expected);
    }

    [Fact]
    public void JsonSerializer_uses_the_depth_of_an_applications_options()
    {
        JsonSerializerOptions options = new JsonSerializerOptions { MaxDepth = 10 }.AddCoprContracts();

        Ways.Serializer<WaitingBuilds>(Document.With("builds/0/unknown", Nested(10)), options).OfType<ContractException>()
            .Should().NotBeEmpty().And.AllSatisfy(static exception =>
                AssertExceeds(exception.Violation, "/builds/0/unknown", "less nesting, or a higher MaxDepth"));
    }

    [Fact]
    public void Text_that_is_not_JSON_above_the_deepest_level_of_an_applications_options_is_malformed()
    {
        JsonSerializerOptions options = new JsonSerializerOptions { MaxDepth = 10 }.AddCoprContracts();

        FluentActions.Invoking(() => JsonSerializer.Deserialize<Build>("{\"x\":[[[[[[[[1 1", options)).Should().Throw<ContractException>()
            .Which.Violation.Rule.Id.Should().Be("COPR101");
    }

    [Theory]
    [InlineData("oops")]
    [InlineData("")]
    [InlineData("1 1")]
    [InlineData("\"\t\"")]
    public void Text_that_is_not_JSON_at_the_deepest_level_is_malformed(string json) =>
        Ways.Refusal(Document.Utf8($"{{\"builds\":[],\"x\":{new string('[', 63)}{json}"))!.Rule.Id.Should().Be("COPR101");

    [Fact]
    public async Task The_builds_before_the_byte_that_exceeds_MaxListBytes_are_read_and_no_other()
    {
        byte[] document = Document.Of(Good, Good);
        foreach (int chunk in BuildByBuild.Chunks)
        {
            BuildByBuild read = await BuildByBuild.ReadAsync(document, chunk, limits: new() { MaxListBytes = document.Length - 10 });

            (read.Entries.Count, read.Thrown?.Rule.Id).Should().Be((1, "COPR108"));
        }
    }

    [Theory]
    [InlineData(20, null)]
    [InlineData(19, "less, or a higher MaxBuildBytes")]
    public async Task What_surrounds_the_list_may_be_as_large_as_MaxBuildBytes(int limit, string? expected)
    {
        byte[] document = Document.Utf8("{\"builds\":[],\"ab\":1}");

        AssertExceeds((await BuildByBuild.ReadAsync(document, limits: new() { MaxBuildBytes = limit })).Thrown, "", expected);
    }

    [Theory]
    [InlineData("{\"builds\":[@],\"x\":\"#\"}")]
    [InlineData("{\"#\":1,\"builds\":[@]}")]
    [InlineData("\"#\"")]
    public async Task Any_other_value_or_name_that_is_too_large_is_reported(string text)
    {
        string large = text.Replace("@", Good, StringComparison.Ordinal).Replace("#", new string('x', 2000), StringComparison.Ordinal);

        BuildByBuild read = await BuildByBuild.ReadAsync(Document.Utf8(large), limits: new() { MaxBuildBytes = 1000 });

        AssertExceeds(read.Thrown, "", "less, or a higher MaxBuildBytes");
    }

    [Fact]
    public async Task The_text_of_a_build_that_is_too_large_is_not_kept()
    {
        foreach (int chunk in BuildByBuild.Chunks)
        {
            BuildByBuild read = await BuildByBuild.ReadAsync(Document.Of(OfSize(2000)), chunk, limits: new() { MaxBuildBytes = 1000 });

            read.Entries[0].RawJson.IsEmpty.Should().BeTrue();
            read.Entries[0].Violations.Should().ContainSingle().Which.Found.Should().Be("item 1 of \"builds\" is larger than 1000 bytes");
        }
    }

    [Theory, MemberData(nameof(IdsOfLargeBuilds))]
    public async Task The_id_of_a_build_that_is_too_large_is_read(string build, long? id)
    {
        foreach (int chunk in BuildByBuild.Chunks)
        {
            BuildByBuild read = await BuildByBuild.ReadAsync(Document.Of(build, Good), chunk, limits: new() { MaxBuildBytes = 1000 });

            read.Entries.Select(static entry => (entry.IsRejected, entry.Id)).Should().Equal((true, id), (false, Samples.Build.Id));
        }
    }

    [Fact]
    public async Task A_limit_that_is_exceeded_is_described_with_its_size()
    {
        var limits = new ReaderLimits { MaxDocumentBytes = 10, MaxListBytes = 20, MaxBuildBytes = 15 };
        byte[] document = Document.Of("{\"id\":1}");

        (await Refusal(() => CoprJson.ReadAsync<WaitingBuilds>(new MemoryStream(document[..11]), limits: limits).AsTask()))!.Message
            .Should().Be("the document is larger than 10 bytes; expected less, or a higher MaxDocumentBytes");
        (await BuildByBuild.ReadAsync([.. document, .. "  "u8], limits: limits)).Thrown!.Message
            .Should().Be("the document is larger than 20 bytes; expected less, or a higher MaxListBytes");
        (await BuildByBuild.ReadAsync(Document.Utf8("{\"abcdefghijklmno"), limits: limits)).Thrown!.Message
            .Should().Be("the document without its list is larger than 15 bytes; expected less, or a higher MaxBuildBytes");
    }

    [Theory]
    [InlineData("", " ", "COPR108")]
    [InlineData("{\"builds\":[", "{\"id\":1},", "COPR108")]
    [InlineData("{\"builds\":[\"", "xxxxxxxx", "COPR108")]
    [InlineData("{\"builds\":[", "11111111", "COPR108")]
    [InlineData("{", "\"x\":1,", "COPR104")]
    [InlineData("{\"builds\":[],\"x\":[", "[],", "COPR108")]
    [InlineData("{\"builds\":[]}", "\n", "COPR108")]
    public async Task A_list_without_end_is_ended_by_a_limit(string start, string repeated, string rule)
    {
        var limits = new ReaderLimits { MaxListBytes = 1_000_000, MaxBuildBytes = 10_000 };
        var reader = new WaitingBuildsReader(limits: limits);

        BuildByBuild read = await BuildByBuild.ReadAsync(reader.ReadAsync(new EndlessStream(start, repeated)));

        read.Thrown!.Rule.Id.Should().Be(rule);
    }

    [Fact]
    public async Task A_document_without_end_is_ended_by_a_limit()
    {
        var stream = new EndlessStream("{\"builds\":[", "{\"id\":1},");

        (await Refusal(() => CoprJson.ReadAsync<WaitingBuilds>(stream).AsTask()))!.Rule.Id.Should().Be("COPR108");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"builds\":[")]
    [InlineData("{\"builds\":[{\"id\":1")]
    [InlineData("{\"builds\":[\"")]
    [InlineData("{\"builds\":[],\"x\":[")]
    public async Task The_byte_that_exceeds_the_limit_is_reported_in_whatever_pieces_it_arrives(string start)
    {
        byte[] document = Document.Utf8(start + new string(' ', 10_000));
        List<Violation?> thrown = [];
        foreach (int chunk in new[] { 1, 7, 4096, 20_000 })
        {
            thrown.Add((await BuildByBuild.ReadAsync(document, chunk, limits: new() { MaxListBytes = 5000 })).Thrown);
        }

        Violation violation = thrown.Distinct().Should().ContainSingle().Which!;
        (violation.Rule.Id, violation.Line, violation.Column).Should().Be(("COPR108", 1L, 5001L));
    }

    [Fact]
    public void A_document_in_memory_may_be_larger_than_MaxDocumentBytes() =>
        CoprJson.Read<WaitingBuilds>(Document.Of(OfSize(2 * Default.MaxDocumentBytes))).Builds.Should().ContainSingle();

    [Fact]
    public void The_limits_apply_to_a_report_that_is_validated_in_memory() =>
        ContractValidator.ValidateBuildUpdates(Document.Of("{\"id\":1,\"status\":1}"), new() { Limits = new() { MaxBuildBytes = 10 } }).Violations
            .Should().ContainSingle().Which.Rule.Id.Should().Be("COPR108");

    [Fact]
    public void A_limit_that_leaves_nothing_to_read_is_refused() =>
        new Action[]
        {
            static () => _ = new ReaderLimits { MaxDocumentBytes = 0 },
            static () => _ = new ReaderLimits { MaxDocumentBytes = int.MinValue },
            static () => _ = new ReaderLimits { MaxListBytes = 0 },
            static () => _ = new ReaderLimits { MaxListBytes = -1 },
            static () => _ = new ReaderLimits { MaxBuildBytes = 0 },
            static () => _ = new ReaderLimits { MaxDepth = 3 },
            static () => _ = new ReaderLimits { MaxDepth = 1001 },
        }.Should().AllSatisfy(static set => set.Should().Throw<ArgumentOutOfRangeException>());

    [Fact]
    public void The_smallest_and_largest_limits_are_accepted() =>
        new Action[]
        {
            static () => _ = new ReaderLimits { MaxDocumentBytes = 1, MaxListBytes = 1, MaxBuildBytes = 1, MaxDepth = 4 },
            static () => _ = new ReaderLimits { MaxDocumentBytes = int.MaxValue, MaxListBytes = long.MaxValue },
            static () => _ = new ReaderLimits { MaxBuildBytes = int.MaxValue, MaxDepth = 1000 },
        }.Should().AllSatisfy(static set => set.Should().NotThrow());

    /// <summary>Creates the array that makes a value of so many, if there are some before its items.</summary>
    private static string NumbersAfter(int others, int values) => $"[{string.Join(',', Enumerable.Repeat(0, values - others))}]";

    private static void AssertExceeds(Violation? violation, string path, string? expected)
    {
        if (expected is null)
        {
            violation.Should().BeNull();
        }
        else
        {
            (violation?.Rule.Id, violation?.Path, violation?.Expected).Should().Be(("COPR108", path, expected));
        }
    }

    private static async Task<Violation?> Refusal(Func<Task> read)
    {
        try
        {
            await read();
            return null;
        }
        catch (ContractException exception)
        {
            return exception.Violation;
        }
    }

    private static string Nested(int arrays) => new string('[', arrays) + new string(']', arrays);

    /// <summary>A build of exactly so many bytes.</summary>
    private static string OfSize(int size)
    {
        string build = (Samples.Build with { Results = "" }).ToString();
        return build.Replace("\"results\":\"\"", $"\"results\":\"{new string('x', size - build.Length)}\"", StringComparison.Ordinal);
    }

    /// <summary>An empty list with white space in it, of exactly so many bytes.</summary>
    private static PaddedStream Padded(long size) => new("{\"builds\":[", size, "]}");

    /// <summary>Returns a start, white space and an end.</summary>
    private sealed class PaddedStream(string start, long size, string end) : MemoryStream
    {
        private long position;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            long endStart = size - end.Length;
            string text = position < start.Length ? start[(int)position..] : position >= endStart ? end[(int)(position - endStart)..] : "";
            int length = text.Length > 0 ? Math.Min(text.Length, buffer.Length)
                : (int)Math.Min(buffer.Length, Math.Max(0, endStart - position));
            buffer.Span[..length].Fill((byte)' ');
            Document.Utf8(text).AsSpan(0, Math.Min(text.Length, length)).CopyTo(buffer.Span);
            position += length;
            return ValueTask.FromResult(length);
        }
    }

    /// <summary>Returns a start, and then a text again and again.</summary>
    private sealed class EndlessStream(string start, string repeated) : MemoryStream
    {
        private readonly byte[] text = Document.Utf8(start + string.Concat(Enumerable.Repeat(repeated, 1000)));
        private int position;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            position = position == text.Length ? start.Length : position;
            int length = Math.Min(buffer.Length, text.Length - position);
            text.AsMemory(position, length).CopyTo(buffer);
            position += length;
            return ValueTask.FromResult(length);
        }
    }
}
