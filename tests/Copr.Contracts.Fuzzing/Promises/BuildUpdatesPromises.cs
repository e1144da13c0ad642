namespace Copr.Contracts.Fuzzing.Promises;

/// <summary>What the package promises of any bytes that are read and validated as a backend's report, and applied.</summary>
public static class BuildUpdatesPromises
{
    public static void Check(byte[] document)
    {
        Outcome<BuildUpdates> strict = DocumentPromises.Read<BuildUpdates>(document, ReadingMode.Strict);
        Outcome<BuildUpdates> lenient = DocumentPromises.Read<BuildUpdates>(document, ReadingMode.Lenient);
        Promise.Same((lenient.Value, lenient.Violation), (strict.Value, strict.Violation), "both modes read a report alike");
        ReportPromises.CheckBuildUpdates(document, strict);
        foreach (BuildUpdate update in strict.Value?.Builds ?? [])
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
        Promise.Same((updated.StartedOn, updated.EndedOn, updated.Status), (update.StartedOn, update.EndedOn, update.Status), "a waiting build gets what is reported");
        Promise.Holds(ReferenceEquals(updated.Apply(update), updated), "a report that is applied twice changes nothing the second time", update);
        Promise.Same(CoprJson.Read<Build>(CoprJson.Write(updated), ReadingMode.Lenient), updated, "an updated build that is written and read again is equal");
    }
}
