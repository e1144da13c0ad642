namespace Copr.Contracts;

/// <summary>What is needed to check a rule.</summary>
public enum RuleKind
{
    /// <summary>A JSON Schema: the package's schemas express the rule.</summary>
    Schema = 0,

    /// <summary>The text of the document, or a comparison of values in it; the schemas do not express the rule.</summary>
    Document = 1,

    /// <summary>The HTTP response that contains the document.</summary>
    Response = 2,

    /// <summary>The network: the target of a URL is requested, or the requests of a backend are answered.</summary>
    Network = 3,
}
