using System.IO.Pipelines;
using Copr.Contracts.Json;
using Copr.Contracts.Tests.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Hostile;

/// <summary>A document that comes in many pieces, or byte by byte.</summary>
public sealed class PieceTests
{
    public static TheoryData<string> Endless => ["", "{\"builds\":[", "{\"builds\":[{\"id\":1", "{\"builds\":[\"", "{\"builds\":[],\"x\":["];

    [Fact]
    public async Task A_large_build_is_taken_from_the_sender_as_it_comes()
    {
        byte[] document = Document.Utf8($"{{\"builds\":[{{\"results\":\"{new string('x', 1_000_000)}\"}}]}}");
        var pipe = new WatchedPipe(new MemoryStream(document));

        await foreach (BuildEntry entry in new WaitingBuildsReader().ReadAsync(pipe))
        {
            entry.Violations.Should().NotBeEmpty();
        }

        // Whatever stays there is gone through anew with each piece: a build of 100 MB took a minute.
        pipe.Longest.Should().BeLessThan(20_000);
    }

    [Theory]
    [MemberData(nameof(Endless))]
    public async Task The_byte_that_is_too_much_is_told_whatever_the_pieces(string beginning)
    {
        byte[] document = Document.Utf8(beginning + new string(' ', 10_000));
        List<Violation> told = [];
        foreach (int chunk in new[] { 1, 7, 4096, 20_000 })
        {
            Func<Task> read = async () =>
            {
                await foreach (BuildEntry entry in new WaitingBuildsReader(limits: new() { MaxDocumentBytes = 5000 }).ReadAsync(new ChunkedStream(document, chunk)))
                {
                    entry.Index.Should().Be(-1, "no build has ended");
                }
            };
            told.Add((await read.Should().ThrowAsync<ContractException>()).Which.Violation);
        }

        told.Distinct().Should().ContainSingle().Which.Should().Match<Violation>(static violation => violation.Rule == Rules.LimitExceeded && violation.Line == 1 && violation.Column == 5001);
    }

    [Theory]
    [InlineData("", "", "{", "\"builds\"", "", ":[", "", "")]
    [InlineData("{\"builds\":[", "")]
    [InlineData("{", "", "\"builds\":[ ", "", " ")]
    public async Task Pieces_of_nothing_between_the_others_change_nothing(params string[] pieces)
    {
        byte[] build = CoprJson.Write(Samples.Build);
        List<Build?> builds = [];

        await foreach (BuildEntry entry in new WaitingBuildsReader().ReadAsync(PipeReader.Create(Segments.Of([.. pieces.Select(Document.Utf8), build[..100], [], build[100..], [], Document.Utf8(" "), [], Document.Utf8("]}"), []]))))
        {
            builds.Add(entry.Build);
        }

        builds.Should().Equal(Samples.Build);
    }

    /// <summary>Remembers how much a reader let lie at the most.</summary>
    private sealed class WatchedPipe(Stream stream) : PipeReader
    {
        private readonly PipeReader inner = Create(stream);

        public long Longest { get; private set; }

        public override void AdvanceTo(SequencePosition consumed) => inner.AdvanceTo(consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => inner.AdvanceTo(consumed, examined);

        public override void CancelPendingRead() => inner.CancelPendingRead();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
        {
            ReadResult result = await inner.ReadAsync(cancellationToken);
            Longest = Math.Max(Longest, result.Buffer.Length);
            return result;
        }

        public override bool TryRead(out ReadResult result) => inner.TryRead(out result);
    }
}
