namespace Copr.Contracts;

/// <summary>A rule of the contract. <see cref="Validation.Rules"/> lists all rules.</summary>
public sealed class Rule
{
    internal Rule(string id, string name, Severity severity, RuleKind kind, string summary, string? quotation = null) =>
        (Id, Name, Severity, Kind, Summary, Quotation) = (id, name, severity, kind, summary, quotation);

    /// <summary>The id, such as <c>COPR201</c>. It never changes and is never reused.</summary>
    public string Id { get; }

    /// <summary>The name, such as <c>mixed-releases</c>.</summary>
    public string Name { get; }

    /// <summary>How serious it is that the rule is broken.</summary>
    public Severity Severity { get; }

    /// <summary>What is needed to check the rule.</summary>
    public RuleKind Kind { get; }

    /// <summary>What the rule requires.</summary>
    public string Summary { get; }

    /// <summary>The sentence of the wiki page that the rule comes from, word by word; null if the page is silent.</summary>
    public string? Quotation { get; }

    /// <summary>Returns the id and the name.</summary>
    public override string ToString() => $"{Id} {Name}";
}
