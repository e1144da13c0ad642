using Copr.Contracts.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Fuzzing;

/// <summary>What a backend sends, and what it is answered.</summary>
internal static class ReportsTarget
{
    public static void Run(byte[] document)
    {
        CheckUpdates(document);
        Outcome.Checked<BuildUpdatesResult>(document, CoprJson.Strict);
        Outcome.Checked<CanceledBuilds>(document, CoprJson.Strict);
        Outcome.Checked<StartingBuild>(document, CoprJson.Strict);
        Outcome.Checked<StartingBuildResult>(document, CoprJson.Strict);
    }

    private static void CheckUpdates(byte[] document)
    {
        Outcome<BuildUpdates> outcome = Outcome.Checked<BuildUpdates>(document, CoprJson.Strict);
        Promise.Same(Outcome.Of<BuildUpdates>(document, CoprJson.Lenient), outcome, "a report is read alike in both modes");

        ValidationReport report = ContractValidator.ValidateUpdates(document);
        Report.Check(report, ContractValidator.ValidateUpdatesAsync(new CutStream(document)).GetAwaiter().GetResult(), document);
        Promise.Same(report.Violations.Any(Outcome.IsOfReading), !outcome.IsRead, "a rule of reading is reported exactly where reading fails");
        if (outcome.IsRead)
        {
            Report.CheckAgainst(report, ContractValidator.Validate(outcome.Value!));
            foreach (BuildUpdate update in outcome.Value!.Builds)
            {
                CheckStep(update);
            }
        }
    }

    /// <summary>A report that comes twice says what it says once, and its end is not taken back.</summary>
    private static void CheckStep(BuildUpdate update)
    {
        var build = new Build { CoprId = 1, UserId = 1, Copr = new CoprProject { OwnerId = 1, Chroots = [], Id = 1, Name = "" }, SubmittedOn = DateTimeOffset.UnixEpoch, Packages = [], Chroots = [], Id = update.Id };
        Build updated = build.Apply(update);
        Promise.Same(updated.Apply(update), updated, "a report that comes twice says what it says once");
        Promise.Same(updated.EndedOn, update.EndedOn, "a build that waits takes the end that is reported");
        Promise.Same(updated.Status, update.Status, "a build that waits takes the status that is reported");
        Promise.Same(Outcome.Of<Build>(CoprJson.Write(updated, CoprJson.Lenient), CoprJson.Lenient).Value, updated, "a build that a report was applied to is written and read back equal");
    }
}
