namespace Copr.Contracts.Fuzzing.Promises;

/// <summary>What the package promises of any bytes that are read and validated as a backend's report, and applied.</summary>
public static class BuildUpdatesPromises
{
    public static void Check(byte[] document)
    {
        var text = new JsonText(document);
        Outcome<BuildUpdates> outcome = DocumentPromises.Read<BuildUpdates>(text, ReadingMode.Strict);
        Promise.Same(DocumentPromises.Read<BuildUpdates>(text, ReadingMode.Lenient), outcome, "both modes read a report alike");
        ReportPromises.CheckBuildUpdates(text, outcome);
        foreach (BuildUpdate update in outcome.Value?.Builds ?? [])
        {
            CheckApply(update);
        }
    }

    private static void CheckApply(BuildUpdate update)
    {
        var waiting = new Build
        {
            CoprId = 1,
            UserId = 1,
            Copr = new CoprProject { OwnerId = 1, Chroots = [], Id = 1, Name = "" },
            SubmittedOn = DateTimeOffset.UnixEpoch,
            Packages = [],
            Chroots = [],
            Id = update.Id,
        };
        Build updated = waiting.Apply(update);
        Promise.Same(
            (updated.StartedOn, updated.EndedOn, updated.Status, updated.Results),
            (WholeSecond(update.StartedOn), WholeSecond(update.EndedOn), update.EndedOn is null ? null : update.Status, update.Results),
            "a waiting build gets what is reported, in whole seconds, and a status only with an end");
        Promise.Holds(ReferenceEquals(updated.Apply(update), updated), "a report changes nothing the second time", update);
        RoundTripPromises.Check(updated, ReadingMode.Lenient);
    }

    private static DateTimeOffset? WholeSecond(DateTimeOffset? time) =>
        time is { } value ? DateTimeOffset.FromUnixTimeSeconds(value.ToUnixTimeSeconds()) : null;
}
