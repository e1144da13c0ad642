namespace Copr.Contracts.Validation;

/// <summary>What it takes to check a rule.</summary>
public enum RuleKind
{
    /// <summary>A JSON Schema can say it, and the contract's do.</summary>
    Schema,

    /// <summary>It takes the text of the document, or a comparison of values within it, which a JSON Schema cannot say.</summary>
    Document,

    /// <summary>It takes the HTTP response that the document came in.</summary>
    Response,

    /// <summary>It takes the network: what a URL points to is asked for.</summary>
    Network,
}
