namespace Copr.Contracts.Validation;

/// <summary>The validation of a document with a list, item by item, so that the list need not be in memory. The document is last.</summary>
internal sealed class ListValidation<TDocument, T>(Inspection inspection, Action<T> inspectItem, Action<TDocument, int> inspectDocument)
    where TDocument : class, IContractObject<TDocument>
    where T : class, IContractObject<T>
{
    /// <summary>The maximum number of violations in the items.</summary>
    private const int MaxOfItems = 10_000;

    private readonly List<Violation> violations = [];
    private bool hasError;

    /// <summary>Validates objects. Of the document itself, the list comes before its items and what is unknown after them.</summary>
    public ValidationReport Run(TDocument document, IReadOnlyList<T> items)
    {
        for (int index = 0; index < items.Count; index++)
            Add(Inspect(index, items[index]));
        IReadOnlyList<Violation> ofDocument = InspectDocument(items.Count, document);
        violations.InsertRange(0, ofDocument.Where(static violation => violation.Path == "/builds"));
        violations.AddRange(ofDocument.Where(static violation => violation.Path != "/builds"));
        return new ValidationReport(violations);
    }

    public ValidationReport Run(ReadOnlyMemory<byte> utf8Json, ReadingMode mode, ReaderLimits limits)
    {
        using var reader = new ListReader<TDocument, T>(mode, limits, Inspect);
        Read(reader, new ReadOnlySequence<byte>(utf8Json), isLast: true);
        return End(reader);
    }

    public async Task<ValidationReport> RunAsync(Stream utf8Json, ReadingMode mode, ReaderLimits limits, CancellationToken cancellation)
    {
        using var reader = new ListReader<TDocument, T>(mode, limits, Inspect);
        PipeReader pipe = WaitingBuildsReader.Open(utf8Json);
        ReadResult read;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            read = await pipe.ReadAsync(cancellation).ConfigureAwait(false);
            pipe.AdvanceTo(Read(reader, read.Buffer, read.IsCompleted), read.Buffer.End);
        }
        while (!read.IsCompleted && !reader.IsFaulted);

        await pipe.CompleteAsync().ConfigureAwait(false);
        return End(reader);
    }

    private IReadOnlyList<Violation> Inspect(int index, T item) => inspection.Inspect(item, inspectItem, index);

    private IReadOnlyList<Violation> InspectDocument(int count, TDocument document) =>
        inspection.Inspect(document, document => inspectDocument(document, count));

    /// <summary>Reads as far as the bytes reach, and returns where the next ones continue.</summary>
    private SequencePosition Read(ListReader<TDocument, T> reader, ReadOnlySequence<byte> utf8Json, bool isLast)
    {
        while (reader.TryRead(ref utf8Json, isLast, out ListEntry<T> entry))
            Add(entry.Violations);
        return utf8Json.Start;
    }

    private ValidationReport End(ListReader<TDocument, T> reader)
    {
        violations.AddRange(reader.ReadDocument(InspectDocument));
        return new([.. violations.OrderBy(static violation => violation.Line).ThenBy(static violation => violation.Column)]);
    }

    /// <summary>Adds the violations in an item. If there are too many, only the first error is added.</summary>
    private void Add(IReadOnlyList<Violation> ofItem)
    {
        foreach (Violation violation in ofItem)
        {
            bool isFirstError = !hasError && violation.Rule.Severity == Severity.Error;
            hasError |= isFirstError;
            if (isFirstError || violations.Count < MaxOfItems)
                violations.Add(violation);
        }
    }
}
