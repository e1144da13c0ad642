namespace Copr.Contracts.Diagnostics;

/// <summary>The rules that the readers report: the document cannot be read as the contract's types.</summary>
internal static class ReadingRules
{
    private const string DefaultFormat = "JSON is returned by default";

    public static Rule MalformedJson { get; } = new("COPR101", "malformed-json", Severity.Error, RuleKind.Document,
        "The document is JSON in UTF-8. A trailing comma is allowed, as in the wiki's own example.", DefaultFormat);

    public static Rule MissingMember { get; } = new("COPR102", "missing-member", Severity.Error, RuleKind.Schema,
        "Every required member is present.");

    public static Rule WrongType { get; } = new("COPR103", "wrong-type", Severity.Error, RuleKind.Schema,
        "Every member has the contract's JSON type, and every number is in range.");

    public static Rule DuplicateMember { get; } = new("COPR104", "duplicate-member", Severity.Error, RuleKind.Document,
        "No object contains a member twice.");

    public static Rule BadSeparator { get; } = new("COPR105", "bad-separator", Severity.Error, RuleKind.Schema,
        "The items of a list are separated by exactly one space, with none before or after.",
        "When multiple items are present in an entry (pkgs, chroots, repos), they are always separated by one space.");

    public static Rule MalformedChroot { get; } = new("COPR106", "malformed-chroot", Severity.Error, RuleKind.Schema,
        "A chroot is DISTRIBUTION-VERSION-ARCHITECTURE, in at most 255 ASCII letters, digits and . _ + -; no part starts with a dot.");

    public static Rule MalformedUrl { get; } = new("COPR107", "malformed-url", Severity.Error, RuleKind.Schema,
        "A package or repository is an absolute http or https URL with a host.", Quotations.Repositories);

    public static Rule LimitExceeded { get; } = new("COPR108", "limit-exceeded", Severity.Error, RuleKind.Document,
        "The document, each build in it and the nesting are within the reader's limits.");

    public static Rule WrongResponse { get; } = new("COPR109", "wrong-response", Severity.Error, RuleKind.Response,
        "A frontend's response is 200 and declares JSON in UTF-8.", DefaultFormat);

    public static Rule BadStatus { get; } = new("COPR502", "bad-status", Severity.Error, RuleKind.Schema,
        "A status is 0 (failed) or 1 (succeeded).");

    public static IReadOnlyList<Rule> All { get; } =
    [
        MalformedJson, MissingMember, WrongType, DuplicateMember, BadSeparator,
        MalformedChroot, MalformedUrl, LimitExceeded, WrongResponse, BadStatus,
    ];
}
