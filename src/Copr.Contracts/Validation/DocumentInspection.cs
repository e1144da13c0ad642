using System.Buffers;
using System.IO.Pipelines;

namespace Copr.Contracts.Validation;

/// <summary>The inspection of a document with a list as its bytes arrive, with lines and columns.</summary>
internal sealed class DocumentInspection<T, TList> : IDisposable
    where T : class, IContractObject<T>
    where TList : struct, IListInspection<T>
{
    private readonly List<Violation> violations = [];
    private readonly ListReader<T> reader;
    private TList list;
    private bool hasError;

    public DocumentInspection(ReadingMode mode, ReaderLimits limits, TList list)
    {
        this.list = list;
        reader = new ListReader<T>(mode, limits, Inspect);
    }

    public void Dispose() => reader.Dispose();

    /// <summary>Inspects a document in memory.</summary>
    public ValidationReport Run(ReadOnlyMemory<byte> utf8Json)
    {
        Read(new ReadOnlySequence<byte>(utf8Json), isLast: true, out _);
        return End();
    }

    /// <summary>Inspects a document as its bytes arrive, with one item of it in memory.</summary>
    public async Task<ValidationReport> RunAsync(Stream utf8Json, CancellationToken cancellationToken)
    {
        PipeReader pipe = WaitingBuildsReader.Open(utf8Json);
        bool ends = false;
        while (!ends)
        {
            ReadResult read = await pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
            ends = !Read(read.Buffer, read.IsCompleted, out ReadOnlySequence<byte> rest) || read.IsCompleted;
            pipe.AdvanceTo(rest.Start, read.Buffer.End);
        }

        await pipe.CompleteAsync().ConfigureAwait(false);
        return End();
    }

    /// <summary>Reads as far as the bytes reach.</summary>
    /// <returns>Whether the document can be read further.</returns>
    private bool Read(ReadOnlySequence<byte> utf8Json, bool isLast, out ReadOnlySequence<byte> rest)
    {
        rest = utf8Json;
        try
        {
            while (reader.TryRead(ref rest, isLast, out ListEntry<T>? entry))
            {
                Add(entry.Value.Violations);
            }

            return true;
        }
        catch (ContractException exception)
        {
            violations.Add(exception.Violation);
            return false;
        }
    }

    /// <summary>Returns what was found, in the order of the text.</summary>
    private ValidationReport End()
    {
        list.End(reader.Count, [.. reader.Positions.Keys.Where(static name => name != MemberNames.Builds.Value)]);
        foreach (Violation violation in list.Take())
        {
            TextPosition position = reader.Positions[JsonPointer.Split(violation.Path).First()];
            violations.Add(violation with { Line = position.Line, Column = position.Column });
        }

        violations.AddRange(reader.DocumentViolations.Except(violations));
        return new ValidationReport([.. violations.OrderBy(static violation => violation.Line).ThenBy(static violation => violation.Column)]);
    }

    private void Inspect(int index, T value, ReadContext context, ReadOnlySpan<byte> text)
    {
        list.Add(index, value);
        foreach (Violation violation in list.Take())
        {
            context.Report(violation, context.OffsetOf(text, violation.Path));
        }
    }

    /// <summary>Adds the violations in an item. If there are too many, only the first error is added.</summary>
    private void Add(IReadOnlyList<Violation> found)
    {
        foreach (Violation violation in found)
        {
            bool isFirstError = !hasError && violation.Rule.Severity == Severity.Error;
            hasError |= isFirstError;
            if (isFirstError || violations.Count < Inspection.MaxOfOneList)
            {
                violations.Add(violation);
            }
        }
    }
}
