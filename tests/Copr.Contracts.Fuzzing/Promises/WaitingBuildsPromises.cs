using System.IO.Pipelines;

namespace Copr.Contracts.Fuzzing.Promises;

/// <summary>What the package promises of any bytes that are read and validated as a list of waiting builds.</summary>
public static class WaitingBuildsPromises
{
    public static void Check(byte[] document) =>
        DocumentPromises.CheckModes(Check(document, ReadingMode.Strict), Check(document, ReadingMode.Lenient));

    private static Outcome<WaitingBuilds> Check(byte[] document, ReadingMode mode)
    {
        Outcome<WaitingBuilds> outcome = DocumentPromises.Read<WaitingBuilds>(document, mode);
        Entries entries = Read(document, mode, limits: null);
        Promise.Same(entries.First, outcome.Violation, "build by build, the first violation is that of the whole document");
        if (outcome.Value is { } list)
        {
            Promise.SameItems(entries.List.Select(static entry => entry.Build), list.Builds, "build by build, the builds are those of the whole document");
        }

        CheckWithoutRejected(document, mode, entries);
        CheckLimits(document, mode, entries);
        ReportPromises.CheckWaitingBuilds(document, mode, outcome);
        return outcome;
    }

    /// <summary>Reads build by build, in one piece and in many.</summary>
    private static Entries Read(byte[] document, ReadingMode mode, ReaderLimits? limits)
    {
        var reader = new WaitingBuildsReader(mode, limits);
        Entries whole = Entries.Of(reader.ReadAsync(new MemoryStream(document)));
        whole.Check(new JsonText(document));

        // With small buffers, most values are in several of them.
        var pipe = PipeReader.Create(new CutStream(document), new StreamPipeReaderOptions(bufferSize: 16, minimumReadSize: 1));
        Promise.Same(Entries.Of(reader.ReadAsync(pipe)).ToString(), whole.ToString(), "build by build, the pieces of a document change nothing");
        return whole;
    }

    private static void CheckWithoutRejected(byte[] document, ReadingMode mode, Entries entries)
    {
        if (entries.RemoveRejected(document) is { } others)
        {
            Promise.SameItems(
                CoprJson.Read<WaitingBuilds>(others, mode).Builds, entries.List.Where(static entry => !entry.IsRejected).Select(static entry => entry.Build!),
                "the accepted builds are those of the document without the rejected ones");
        }
    }

    /// <summary>Limits that the input chooses.</summary>
    private static void CheckLimits(byte[] document, ReadingMode mode, Entries unlimited)
    {
        int chosen = document.Length == 0 ? 0 : document[^1] + document.Length;
        var limits = new ReaderLimits { MaxBuildBytes = 1 + (chosen % 700), MaxListBytes = 1 + (chosen % 5000), MaxDepth = 4 + (chosen % 5) };
        foreach (BuildEntry entry in Read(document, mode, limits).List)
        {
            Promise.Holds(
                entry.IsRejected || entry.Build == unlimited.List[entry.Index].Build, "a build within the limits is read as without them", entry.Build);
        }
    }
}
