using Copr.Contracts.Validation;

namespace Copr.Contracts.Tool.Checking;

/// <summary>A response that its server cut off.</summary>
internal static class CutOff
{
    private static readonly Rule CutOffList = Rules.Find("COPR601")!;

    /// <summary>
    /// Reports a list of tasks that was cut off, unless its report says so, because what arrived may look whole. Any other document
    /// cannot be checked.
    /// </summary>
    /// <param name="cutOff">The error; null if the whole response arrived.</param>
    /// <param name="contract">The contract of the document.</param>
    /// <param name="violations">What is wrong with the part that arrived.</param>
    public static void Report(Exception? cutOff, string contract, List<Violation> violations)
    {
        if (cutOff is null)
        {
            return;
        }

        if (contract != ContractName.PendingTasks)
        {
            throw cutOff;
        }

        if (!violations.Exists(static violation => violation.Rule == CutOffList))
        {
            violations.Add(new(CutOffList, "", "the server closed the connection before the end of the response", "the whole list"));
        }
    }
}
