namespace Copr.Contracts.Fuzzing.Promises;

/// <summary>What the package promises of any bytes that are read and validated as a list of waiting builds.</summary>
public static class WaitingBuildsPromises
{
    public static void Check(byte[] document)
    {
        var text = new JsonText(document);
        DocumentPromises.CheckModes(Check(text, ReadingMode.Strict), Check(text, ReadingMode.Lenient));
    }

    private static Outcome<WaitingBuilds> Check(JsonText text, ReadingMode mode)
    {
        Outcome<WaitingBuilds> outcome = DocumentPromises.Read<WaitingBuilds>(text, mode);
        Entries entries = EntryPromises.Check(text, new ListReading(
            "/builds",
            (stream, limits) => new WaitingBuildsReader(mode, limits).ReadAsync(stream).Select(Convert),
            (pipe, limits) => new WaitingBuildsReader(mode, limits).ReadAsync(pipe).Select(Convert)));
        DocumentPromises.CheckSameViolation(
            entries.First, outcome.Violation, text, "build by build, the first violation is that of the whole document");
        if (outcome.Value is { } list)
        {
            Promise.SameItems(
                entries.List.Select(static entry => entry.Value), list.Builds, "build by build, the builds are those of the whole document");
        }

        ReportPromises.CheckWaitingBuilds(text, mode, outcome);
        return outcome;
    }

    private static Entry Convert(BuildEntry entry)
    {
        Promise.Holds(entry.IsRejected || entry.Id == entry.Build.Id, "an entry has the id of its build", entry.Id);
        return new(entry.Index, entry.Build, entry.IsRejected, entry.RawJson, entry.Violations);
    }
}
