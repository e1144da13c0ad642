namespace Copr.Frontend.Pages;

/// <summary>Why a form is shown again.</summary>
/// <param name="Field">The name of the field that is wrong.</param>
/// <param name="Text">The reason, with the rule if one is broken.</param>
/// <param name="Status">The status of the response.</param>
public sealed record Refusal(string Field, string Text, int Status);
