using System.IO.Pipelines;
using Copr.Contracts.Tests.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Hostile;

/// <summary>A list that arrives in many pieces, or in empty ones.</summary>
public sealed class InputInPiecesTests
{
    [Fact]
    public async Task A_large_build_does_not_stay_in_the_senders_buffer()
    {
        byte[] document = Document.Of($"{{\"results\":\"{new string('x', 1_000_000)}\"}}");
        var pipe = new WatchedPipe(new MemoryStream(document));

        await new WaitingBuildsReader().ReadAsync(pipe).CountAsync();

        // What stays there is searched again with each piece: a build of 100 MB took a minute.
        pipe.Longest.Should().BeLessThan(20_000);
    }

    [Theory]
    [InlineData("", "", "{", "\"builds\"", "", ":[", "", "")]
    [InlineData("{\"builds\":[", "")]
    [InlineData("{", "", "\"builds\":[ ", "", " ")]
    public async Task Empty_pieces_change_nothing(params string[] pieces)
    {
        byte[] build = CoprJson.Write(Samples.Build);
        byte[][] rest = [build[..100], [], build[100..], [], Document.Utf8(" "), [], Document.Utf8("]}"), []];
        PipeReader pipe = PipeReader.Create(Segments.Of([.. pieces.Select(Document.Utf8), .. rest]));

        BuildByBuild read = await BuildByBuild.ReadAsync(new WaitingBuildsReader().ReadAsync(pipe));

        read.Entries.Select(static entry => entry.Build).Should().Equal(Samples.Build);
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("{\"builds\":[]}\n")]
    [InlineData("{ ")]
    public async Task White_space_at_the_end_of_a_piece_is_read_alike(string text)
    {
        byte[][] pieces = [.. text.Select(static character => Document.Utf8(character.ToString())), []];

        BuildByBuild read = await BuildByBuild.ReadAsync(new WaitingBuildsReader().ReadAsync(PipeReader.Create(Segments.Of(pieces))));

        read.Thrown.Should().Be(Ways.Refusal(Document.Utf8(text)));
    }

    [Theory]
    [InlineData("{\"builds\":[false")]
    [InlineData("{\"builds\":[null,true")]
    [InlineData("{\"builds\":[falsely,{}]}")]
    [InlineData("{\"builds\":[falls,{}]}")]
    [InlineData("{\"builds\":[12")]
    public async Task Literals_and_numbers_in_pieces_are_reported_as_in_one(string text)
    {
        byte[] document = Document.Utf8(text);

        ValidationReport inPieces = await ContractValidator.ValidateBuildUpdatesAsync(new ChunkedStream(document, 1));

        inPieces.Violations.Should().Equal(ContractValidator.ValidateBuildUpdates(document).Violations);
    }

    [Fact]
    public async Task A_literal_does_not_hide_that_the_list_is_cut_off_after_it() =>
        (await ContractValidator.ValidateBuildUpdatesAsync(new ChunkedStream(Document.Utf8("{\"builds\":[false"), 1)))
            .Violations.Select(static violation => violation.Rule.Id).Should().Equal("COPR103", "COPR101");

    /// <summary>Remembers how much a reader left in it.</summary>
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
