using System.Buffers;
using Copr.Contracts.Json;

namespace Copr.Contracts.Validation;

/// <summary>The inspection of a document as its bytes come in, with lines and columns.</summary>
internal sealed class DocumentInspection<T, TList>
    where T : class
    where TList : struct, IListInspection<T>
{
    private readonly List<Violation> violations = [];
    private readonly BuildsScanner<T> scanner;
    private TList list;
    private bool hasError;

    public DocumentInspection(Func<BuildsScanner<T>.Inspector, BuildsScanner<T>> scan, TList list)
    {
        this.list = list;
        scanner = scan(Inspect);
    }

    /// <summary>Whether the document cannot be read any further.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Goes as far as the bytes reach; of what is left the next bytes have to be the continuation.</summary>
    public ReadOnlySequence<byte> Read(ReadOnlySequence<byte> utf8Json, bool isLast)
    {
        try
        {
            while (scanner.TryRead(ref utf8Json, isLast, out Entry<T>? entry))
            {
                Add(entry!.Violations);
            }
        }
        catch (ContractException exception)
        {
            violations.Add(exception.Violation);
            HasEnded = true;
        }

        return utf8Json;
    }

    /// <summary>What was found, in the order of the text.</summary>
    public ValidationReport End()
    {
        list.End(scanner.Count, [.. scanner.Members.Keys.Where(static name => name != "builds")]);
        foreach (Violation violation in list.Take())
        {
            TextPosition position = scanner.Members[JsonPointer.FirstSegment(violation.Path)];
            violations.Add(violation with { Line = position.Line, Column = position.Column });
        }

        violations.AddRange(scanner.DocumentViolations.Except(violations));
        return new ValidationReport([.. violations.OrderBy(static violation => violation.Line).ThenBy(static violation => violation.Column)]);
    }

    private void Inspect(int index, T build, DocumentText text)
    {
        list.Add(index, build);
        Add(text.Locate([.. list.Take().Select(static violation => (violation, -1L))], segmentsBefore: 2));
    }

    /// <summary>Adds what is wrong with a build; when enough is told, only an error that is the first.</summary>
    private void Add(IReadOnlyList<Violation> found)
    {
        foreach (Violation violation in found)
        {
            bool isFirstError = !hasError && violation.Rule.Severity == Severity.Error;
            hasError |= isFirstError;
            if (isFirstError || violations.Count < ValidationReport.MostViolations)
            {
                violations.Add(violation);
            }
        }
    }
}
