using System.Buffers;
using System.IO.Pipelines;

namespace Copr.Contracts.Validation;

/// <summary>The inspection of a document with a list as its bytes arrive, with lines and columns.</summary>
internal sealed class DocumentInspection<TDocument, T> : IDisposable
    where TDocument : class, IContractObject<TDocument>
    where T : class, IContractObject<T>
{
    private readonly List<Violation> violations = [];
    private readonly ListReader<TDocument, T> reader;
    private readonly IListInspection<TDocument, T> list;
    private bool isComplete = true;
    private bool hasError;

    public DocumentInspection(ReadingMode mode, ReaderLimits limits, IListInspection<TDocument, T> list)
    {
        this.list = list;
        reader = new ListReader<TDocument, T>(mode, limits, (index, item, context, text) =>
        {
            this.list.Add(index, item);
            Report(context, text);
        });
    }

    public void Dispose() => reader.Dispose();

    /// <summary>Inspects a document in memory.</summary>
    public ValidationReport Run(ReadOnlyMemory<byte> utf8Json)
    {
        Read(new ReadOnlySequence<byte>(utf8Json), isLast: true);
        return End();
    }

    /// <summary>Inspects a document as its bytes arrive, with one item of it in memory.</summary>
    public async Task<ValidationReport> RunAsync(Stream utf8Json, CancellationToken cancellationToken)
    {
        PipeReader pipe = WaitingBuildsReader.Open(utf8Json);
        ReadResult read;
        do
        {
            read = await pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
            pipe.AdvanceTo(Read(read.Buffer, read.IsCompleted), read.Buffer.End);
        }
        while (!read.IsCompleted && isComplete);

        await pipe.CompleteAsync().ConfigureAwait(false);
        return End();
    }

    /// <summary>Reads as far as the bytes reach, and returns where the next ones continue.</summary>
    private SequencePosition Read(ReadOnlySequence<byte> utf8Json, bool isLast)
    {
        try
        {
            while (reader.TryRead(ref utf8Json, isLast, out ListEntry<T> entry))
            {
                Add(entry.Violations);
            }
        }
        catch (ContractException exception)
        {
            violations.Add(exception.Violation);
            isComplete = false;
        }

        return utf8Json.Start;
    }

    private ValidationReport End()
    {
        violations.AddRange(reader.ReadDocument(
            (count, document, context, text) =>
            {
                list.End(count, document);
                Report(context, text);
            },
            isComplete).Except(violations));
        return new ValidationReport([.. violations.OrderBy(static violation => violation.Line).ThenBy(static violation => violation.Column)]);
    }

    /// <summary>Reports what the list's inspection found, where it is in the text.</summary>
    private void Report(ReadContext context, ReadOnlySpan<byte> text)
    {
        foreach (Violation violation in list.Take())
        {
            context.Report(text, violation);
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
