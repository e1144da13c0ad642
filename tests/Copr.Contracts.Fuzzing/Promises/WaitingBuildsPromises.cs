using System.IO.Pipelines;

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
        Entries entries = ReadBuildByBuild(text, mode, limits: null);
        DocumentPromises.CheckSameViolation(
            entries.First, outcome.Violation, text, "build by build, the first violation is that of the whole document");
        if (outcome.Value is { } list)
        {
            IEnumerable<Build?> builds = entries.List.Select(static entry => entry.Build);
            Promise.SameItems(builds, list.Builds, "build by build, the builds are those of the whole document");
        }

        CheckWithoutRejected(mode, entries);
        CheckLimits(text, mode, entries);
        ReportPromises.CheckWaitingBuilds(text, mode, outcome);
        return outcome;
    }

    /// <summary>Reads build by build, in one piece and in many.</summary>
    private static Entries ReadBuildByBuild(JsonText text, ReadingMode mode, ReaderLimits? limits)
    {
        var reader = new WaitingBuildsReader(mode, limits);
        var entries = new Entries(text, reader.ReadAsync(new MemoryStream(text.Utf8)));
        entries.Check();

        // With small buffers, most values are in several of them.
        var pipe = PipeReader.Create(new CutStream(text.Utf8), new StreamPipeReaderOptions(bufferSize: 16, minimumReadSize: 1));
        var cut = new Entries(text, reader.ReadAsync(pipe));
        Promise.Same(cut.ToString(), entries.ToString(), "build by build, the pieces of a document change nothing");
        return entries;
    }

    private static void CheckWithoutRejected(ReadingMode mode, Entries entries)
    {
        if (entries.RemoveRejected() is { } others)
        {
            IEnumerable<Build?> accepted = entries.List.Where(static entry => !entry.IsRejected).Select(static entry => entry.Build);
            Promise.SameItems(
                CoprJson.Read<WaitingBuilds>(others, mode).Builds, accepted,
                "the accepted builds are those of the document without the rejected ones");
        }
    }

    /// <summary>Checks limits that the input chooses.</summary>
    private static void CheckLimits(JsonText text, ReadingMode mode, Entries unlimited)
    {
        int chosen = text.Utf8.Length == 0 ? 0 : text.Utf8[^1] + text.Utf8.Length;
        var limits = new ReaderLimits
        {
            MaxBuildBytes = 1 + (chosen % 700),
            MaxListBytes = 1 + (chosen % 5000),
            MaxDepth = 4 + (chosen % 5),
        };
        foreach (BuildEntry entry in ReadBuildByBuild(text, mode, limits).List)
        {
            bool isSame = entry.IsRejected || entry.Build == unlimited.List[entry.Index].Build;
            Promise.Holds(isSame, "a build within the limits is read as without them", entry.Build);
        }
    }
}
