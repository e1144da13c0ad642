using System.Globalization;
using System.Runtime.InteropServices;
using Copr.Contracts.Json;

namespace Copr.Contracts.Validation;

/// <summary>A validation under way: what is looked at, by which rule, and what was found. Allocates nothing until then.</summary>
internal struct Inspection
{
    private List<(Violation Violation, long Order)>? found;
    private Dictionary<Rule, int>? told;
    private Scope scope;
    private int index;
    private bool isInCopr;
    private bool hasError;

    /// <summary>What the paths are relative to.</summary>
    internal enum Scope
    {
        Object,
        Build,
        List,
        Update,
        Report,
    }

    /// <summary>The rule that is looked at.</summary>
    public Rule Rule { get; set; }

    /// <summary>Whether it is a copr by itself that is looked at, and not the copr of a build.</summary>
    public readonly bool IsCoprAlone => scope == Scope.Object;

    /// <summary>Whether nothing was found so far.</summary>
    public readonly bool IsClean => found is null;

    /// <summary>Whether what the rule finds next in the object will not be told, so that looking for it is of no use.</summary>
    public readonly bool HasToldEnough => told is not null && told.GetValueOrDefault(Rule) >= ValidationReport.MostOfOneRule;

    /// <summary>Says where the next things that are looked at are.</summary>
    public void MoveTo(Scope scope, int index = 0, bool isInCopr = false)
    {
        this.scope = scope;
        this.index = index;
        this.isInCopr = isInCopr;
        told?.Clear();
    }

    /// <summary>Reports that the object breaks the rule.</summary>
    public void Report(string message) => Report(Prefix(), Order(0), message);

    /// <summary>Reports that a member of the object breaks the rule.</summary>
    public void Report(string member, string message)
    {
        int ordinal = scope is Scope.Update or Scope.Report ? OrdinalOf<BuildUpdate>(member)
            : isInCopr || IsCoprAlone ? OrdinalOf<CoprProject>(member)
            : OrdinalOf<Build>(member);
        Report(JsonPointer.Of(Prefix(), member), Order(ordinal), message);
    }

    /// <summary>Reports that a member of the build's copr breaks the rule.</summary>
    public void ReportOfCopr(string member, string message)
    {
        isInCopr = true;
        Report(member, message);
        isInCopr = false;
    }

    /// <summary>Reports that a member beside the builds, or their list, breaks the rule.</summary>
    public void ReportOfList(string member, string message) =>
        Report(JsonPointer.Of("", member), member == "builds" ? -1 : long.MaxValue, message, isOfList: true);

    /// <summary>What was found, in the order of the document, which is that of the contract where there is no text.</summary>
    public readonly IReadOnlyList<Violation> InOrder() =>
        found is null ? [] : [.. found.OrderBy(static item => item.Order).ThenBy(static item => item.Violation.Rule.Id, StringComparer.Ordinal).Select(static item => item.Violation)];

    /// <summary>Takes away what was found since the last time, to be put where the text has it.</summary>
    public List<Violation> Take()
    {
        List<Violation> taken = [.. InOrder()];
        found = null;
        return taken;
    }

    private static int OrdinalOf<T>(string member)
        where T : class, IContractObject<T>
    {
        int ordinal = T.Contract.IndexOf(member);
        return ordinal < 0 ? T.Contract.Members.Length + 1 : ordinal + 1;
    }

    private readonly string Prefix() => (scope, isInCopr) switch
    {
        (Scope.List or Scope.Report, false) => string.Create(CultureInfo.InvariantCulture, $"/builds/{index}"),
        (Scope.List, true) => string.Create(CultureInfo.InvariantCulture, $"/builds/{index}/copr"),
        (Scope.Build, true) => "/copr",
        _ => "",
    };

    private readonly long Order(int ordinal) =>
        ((long)index << 16) | (uint)(isInCopr ? (OrdinalOf<Build>("copr") << 8) | ordinal : ordinal << 8);

    private void Report(string path, long order, string message, bool isOfList = false)
    {
        if (!HasToldEnough)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(told ??= [], Rule, out _)++;
            bool isFirstError = !hasError && Rule.Severity == Severity.Error;
            hasError |= isFirstError;
            if (isFirstError || isOfList || found is null || found.Count < ValidationReport.MostViolations)
            {
                (found ??= []).Add((new Violation(Rule, path, message), order));
            }
        }
    }
}
