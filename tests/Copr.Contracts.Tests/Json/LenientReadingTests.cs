using Copr.Contracts.Tests.Conformance;

namespace Copr.Contracts.Tests.Json;

/// <summary>What lenient reading accepts beyond strict reading: white space in lists, and fractions of a second.</summary>
public sealed class LenientReadingTests
{
    public static TheoryData<string> ReadableDocuments =>
        [.. ConformanceCase.Lists.Where(static item => item.Mode == "strict" && !item.IsUnreadable).Select(static item => item.Id)];

    [Theory]
    [MemberData(nameof(ReadableDocuments))]
    public void A_document_that_is_read_strictly_is_read_leniently_alike(string id)
    {
        byte[] document = ConformanceCase.Of(id).Text;

        CoprJson.Read<WaitingBuilds>(document, ReadingMode.Lenient).Should().Be(CoprJson.Read<WaitingBuilds>(document));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData(" ", 0)]
    [InlineData("\\n", 0)]
    [InlineData(" \\t\\r\\n\\f\\u000b ", 0)]
    [InlineData("fedora-17-i386\\u000bfedora-17-x86_64", 2)]
    [InlineData("\\r\\nfedora-17-i386 \\t fedora-17-x86_64\\f", 2)]
    public void Any_run_of_white_space_separates_items(string chroots, int count) =>
        CoprJson.Read<WaitingBuilds>(Document.With("builds/0/chroots", $"\"{chroots}\""), ReadingMode.Lenient).Builds[0].Chroots
            .Should().HaveCount(count);

    [Fact]
    public void A_list_that_is_separated_in_another_way_equals_the_canonical_one()
    {
        byte[] document = Document.With("builds/0/chroots", "\" fedora-17-i386\\n\\tfedora-17-x86_64 \"");

        CoprJson.Read<WaitingBuilds>(document, ReadingMode.Lenient).Builds[0].Chroots.Should().Equal(Samples.Copr.Chroots);
    }

    [Theory]
    [InlineData("1351157544.75", 13511575447500000)]
    [InlineData("1354830164.1199999", 13548301641199999)]
    [InlineData("1354830164.0", 13548301640000000)]
    [InlineData("1354830164.00000004", 13548301640000000)]
    [InlineData("1354830164.00000006", 13548301640000001)]
    [InlineData("-0.5", -5000000)]
    [InlineData("1.5e3", 15000000000)]
    [InlineData("1e-30", 0)]
    [InlineData("-62135596800.0", -621355968000000000)]
    [InlineData("253402300799.9999999", 2534023007999999999)]
    public void A_fraction_of_a_second_is_preserved(string time, long ticks)
    {
        var read = CoprJson.Read<WaitingBuilds>(Document.Replacing("1351157544", time), ReadingMode.Lenient);

        (read.Builds[0].SubmittedOn - DateTimeOffset.UnixEpoch).Ticks.Should().Be(ticks);
    }

    [Theory]
    [InlineData("253402300799.99999999")]
    [InlineData("253402300800")]
    [InlineData("253402300800.0")]
    [InlineData("-62135596800.5")]
    [InlineData("1e400")]
    public void A_time_out_of_range_is_refused(string time) =>
        Ways.Refusal(Document.Replacing("1351157544", time), ReadingMode.Lenient)!.Rule.Id.Should().Be("COPR103");
}
