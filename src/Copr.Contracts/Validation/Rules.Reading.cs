namespace Copr.Contracts.Validation;

/// <content>1xx: a document cannot be read as the contract's types. The readers report these.</content>
public static partial class Rules
{
    private const string OneSpace = "When multiple items are present in an entry (pkgs, chroots, repos), they are always separated by one space.";

    /// <summary>COPR101: the document is JSON in UTF-8; a trailing comma is let pass, since the wiki's own example has one.</summary>
    public static Rule MalformedJson { get; } = Declare(new(
        "COPR101", "malformed-json", Severity.Error, RuleKind.Document,
        "The document is JSON in UTF-8; only a trailing comma is let pass.",
        "JSON is returned by default"));

    /// <summary>COPR102: every member is there that may not be null.</summary>
    public static Rule MissingMember { get; } = Declare(new(
        "COPR102", "missing-member", Severity.Error, RuleKind.Schema,
        "Every member is there that may not be null."));

    /// <summary>COPR103: every member has the contract's JSON type, and every number is in range.</summary>
    public static Rule WrongType { get; } = Declare(new(
        "COPR103", "wrong-type", Severity.Error, RuleKind.Schema,
        "Every member has the contract's JSON type, and every number is in range."));

    /// <summary>COPR104: no object has a member twice.</summary>
    public static Rule DuplicateMember { get; } = Declare(new(
        "COPR104", "duplicate-member", Severity.Error, RuleKind.Document,
        "No object has a member twice."));

    /// <summary>COPR105: exactly one space stands between the items of a list, and none around them.</summary>
    public static Rule BadSeparator { get; } = Declare(new(
        "COPR105", "bad-separator", Severity.Error, RuleKind.Schema,
        "Exactly one space stands between the items of a list, and none around them.",
        OneSpace));

    /// <summary>COPR106: a chroot is named distribution-version-architecture.</summary>
    public static Rule MalformedChroot { get; } = Declare(new(
        "COPR106", "malformed-chroot", Severity.Error, RuleKind.Schema,
        "A chroot is named DISTRIBUTION-VERSION-ARCHITECTURE, in ASCII letters, digits and . _ + -."));

    /// <summary>COPR107: a package or repository is an absolute http or https URL with a host.</summary>
    public static Rule MalformedUrl { get; } = Declare(new(
        "COPR107", "malformed-url", Severity.Error, RuleKind.Schema,
        "A package or repository is an absolute http or https URL with a host.",
        Repodata));

    /// <summary>COPR108: the document, each of its values and the nesting are within the reader's limits.</summary>
    public static Rule LimitExceeded { get; } = Declare(new(
        "COPR108", "limit-exceeded", Severity.Error, RuleKind.Document,
        "The document, each build in it and the nesting are within the reader's limits."));

    /// <summary>COPR109: a frontend answers with 200, and with JSON in UTF-8 that says so.</summary>
    public static Rule WrongResponse { get; } = Declare(new(
        "COPR109", "wrong-response", Severity.Error, RuleKind.Response,
        "A frontend answers with 200, and with JSON in UTF-8 that says so.",
        "JSON is returned by default"));
}
