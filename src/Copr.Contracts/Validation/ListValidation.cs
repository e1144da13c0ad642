namespace Copr.Contracts.Validation;

/// <summary>The validation of a document with a list, item by item, so that the list need not be in memory. The document is last.</summary>
internal sealed class ListValidation<TDocument, T>(
    ValidationOptions options, Inspection inspection, Action<T> inspectItem, Action<TDocument, int> inspectDocument)
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
        ILookup<bool, Violation> areOfList = ofDocument.ToLookup(static violation => violation.Path == "/builds");
        return new([.. areOfList[true], .. violations, .. areOfList[false]]);
    }

    public ValidationReport Run(ReadOnlyMemory<byte> utf8Json)
    {
        using var reader = new ListReader<TDocument, T>(options.Mode, options.Limits, Inspect);
        reader.Receive(new ReadOnlySequence<byte>(utf8Json), isLast: true);
        AddItems(reader);
        return End(reader);
    }

    public async Task<ValidationReport> RunAsync(Stream utf8Json, CancellationToken cancellation)
    {
        using var reader = new ListReader<TDocument, T>(options.Mode, options.Limits, Inspect);
        PipeReader pipe = ListReader<TDocument, T>.Open(utf8Json);
        await foreach (ListReader<TDocument, T> received in reader.ReceiveAsync(pipe, completes: true, cancellation).ConfigureAwait(false))
            AddItems(received);
        return End(reader);
    }

    private IReadOnlyList<Violation> Inspect(int index, T item) => inspection.Inspect(item, inspectItem, index);

    private IReadOnlyList<Violation> InspectDocument(int count, TDocument document) =>
        inspection.Inspect(document, document => inspectDocument(document, count));

    private void AddItems(ListReader<TDocument, T> reader)
    {
        while (reader.TryRead(out ListEntry<T> entry))
            Add(entry.Violations);
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
