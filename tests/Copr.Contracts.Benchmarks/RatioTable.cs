using System.Globalization;
using System.Text.Json;
using Copr.Contracts.Benchmarks.Peers;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Benchmarks;

/// <summary>Measures the package and its peers, prints how they compare as a Markdown table, and returns a chart.</summary>
internal static class RatioTable
{
    private const int Few = 10;

    private const int Usual = 1_000;

    private const int Many = 50_000;

    private const int RoundCount = 60;

    public static string Print()
    {
        byte[] document = Documents.Create(Usual);
        byte[] recurring = Documents.Create(Usual, areListsRecurring: true);
        WaitingBuilds list = CoprJson.Read<WaitingBuilds>(document);
        PlainWaitingBuilds plainList = PlainStrings.Read(document);
        var options = new ValidationOptions { MaxBuilds = Usual };
        ContractValidator.Validate(list, options).ThrowIfInvalid();

        var plain = new Work(Usual, () => PlainStrings.Read(document));
        var native = new Work(Usual, () => Native.Read(document));
        var byHand = new Work(Usual, () => ByHand.Read(document));
        var read = new Work(Usual, () => CoprJson.Read<WaitingBuilds>(document));
        var serializer = new Work(Usual, () => JsonSerializer.Deserialize<WaitingBuilds>(document, CoprJson.StrictOptions));
        Work buildByBuild = ReadBuildByBuild(document, Usual);
        var plainRecurring = new Work(Usual, () => PlainStrings.Read(recurring));
        var readRecurring = new Work(Usual, () => CoprJson.Read<WaitingBuilds>(recurring));
        var plainWrite = new Work(Usual, () => PlainStrings.Write(plainList));
        var write = new Work(Usual, () => CoprJson.Write(list));
        var output = new Work(Usual, () => new byte[document.Length]);
        var validate = new Work(Usual, () => ContractValidator.Validate(list, options));
        Work few = ReadBuildByBuild(Documents.Create(Few), Few);
        Work many = ReadBuildByBuild(Documents.Create(Many), Many);
        Rounds rounds = Rounds.Run(
            RoundCount,
            [plain, native, byHand, read, serializer, buildByBuild, plainRecurring, readRecurring, plainWrite, write, validate, few, many]);

        Console.WriteLine("| | time | at most | bytes | at most |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        PrintRow("`CoprJson.Read` ÷ System.Text.Json into plain strings", read, plain, 1.05, BytesRatio(read, plain), 1.0);
        PrintRow("`JsonSerializer` with `CoprJson`'s options ÷ the same", serializer, plain, 1.1, BytesRatio(serializer, plain), 1.05);
        PrintRow("`CoprJson.Read` ÷ System.Text.Json into the same records", read, native, 0.6, BytesRatio(read, native));
        PrintRow("`CoprJson.Read` ÷ by hand with Split and Uri", read, byHand, 0.55, BytesRatio(read, byHand));
        PrintRow("build by build ÷ `CoprJson.Read`", buildByBuild, read, 1.25, BytesRatio(buildByBuild, read));
        PrintRow("`CoprJson.Write` ÷ plain strings; bytes beyond the output ÷ the output",
            write, plainWrite, 1.0, (write.MeasureBytes() - output.MeasureBytes()) / output.MeasureBytes(), 0);
        PrintRow("validate the objects ÷ `CoprJson.Read`", validate, read, 0.5, BytesRatio(validate, read), 0);
        PrintRow("build by build, each of 50,000 builds ÷ each of 10", many, few, 1.15, BytesRatio(many, few));
        PrintRow("`CoprJson.Read` ÷ plain strings, if lists recur",
            readRecurring, plainRecurring, null, BytesRatio(readRecurring, plainRecurring));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\nPlain strings: {rounds.Microseconds(plain):0.00} µs and {plain.MeasureBytes():N0} bytes per build."));
        return BarChart.Draw(
            "Time to read a list, relative to plain strings",
            ("CoprJson.Read: typed and checked", rounds.Ratio(read, plain)),
            ("JsonSerializer with CoprJson's options", rounds.Ratio(serializer, plain)),
            ("WaitingBuildsReader: build by build", rounds.Ratio(buildByBuild, plain)),
            ("System.Text.Json: plain strings, not checked", 1),
            ("System.Text.Json: the same records, by attributes", rounds.Ratio(native, plain)),
            ("by hand: plain strings, Split and Uri", rounds.Ratio(byHand, plain)));

        void PrintRow(string what, Work work, Work other, double? maxTime, double bytes, double? maxBytes = null) =>
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {rounds.Ratio(work, other):0.00} | {maxTime:0.0#} | {bytes:0.00} | {maxBytes:0.0#} |"));
    }

    private static double BytesRatio(Work work, Work other) => work.MeasureBytes() / other.MeasureBytes();

    private static Work ReadBuildByBuild(byte[] document, int builds) => new(builds, () =>
    {
        // A stream of memory completes synchronously, so this thread does all the work.
        Task<int> reading = CountAcceptedAsync(new MemoryStream(document));
        return reading.GetAwaiter().GetResult();
    });

    private static async Task<int> CountAcceptedAsync(Stream document)
    {
        int accepted = 0;
        await foreach (BuildEntry entry in new WaitingBuildsReader().ReadAsync(document))
        {
            accepted += entry.IsRejected ? 0 : 1;
        }

        return accepted;
    }
}
