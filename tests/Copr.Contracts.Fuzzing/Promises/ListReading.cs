using System.IO.Pipelines;

namespace Copr.Contracts.Fuzzing.Promises;

/// <summary>How a list of one kind is read entry by entry.</summary>
/// <param name="Path">The path of the list in its document.</param>
/// <param name="OfStream">Reads a stream.</param>
/// <param name="OfPipe">Reads a pipe.</param>
internal sealed record ListReading(
    string Path,
    Func<Stream, ReaderLimits?, IAsyncEnumerable<Entry>> OfStream,
    Func<PipeReader, ReaderLimits?, IAsyncEnumerable<Entry>> OfPipe);

/// <summary>An entry of a list, whatever its kind.</summary>
internal sealed record Entry(
    int Index, object? Value, bool IsRejected, ReadOnlyMemory<byte> RawJson, IReadOnlyList<Violation> Violations);
