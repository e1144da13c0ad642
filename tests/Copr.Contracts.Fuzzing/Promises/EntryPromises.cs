using System.IO.Pipelines;

namespace Copr.Contracts.Fuzzing.Promises;

/// <summary>What the package promises of any bytes that are read as a list, entry by entry.</summary>
internal static class EntryPromises
{
    /// <summary>Checks the promises, and returns what is read with the default limits.</summary>
    public static Entries Check(JsonText text, ListReading list)
    {
        Entries entries = Read(text, list, limits: null);
        CheckWithoutRejected(list, entries);
        CheckLimits(text, list, entries);
        return entries;
    }

    /// <summary>Reads the list in one piece and in many.</summary>
    private static Entries Read(JsonText text, ListReading list, ReaderLimits? limits)
    {
        var entries = new Entries(text, list.Path, list.OfStream(new MemoryStream(text.Utf8), limits));
        entries.Check();

        // With small buffers, most values are in several of them.
        var pipe = PipeReader.Create(new CutStream(text.Utf8), new StreamPipeReaderOptions(bufferSize: 16, minimumReadSize: 1));
        var cut = new Entries(text, list.Path, list.OfPipe(pipe, limits));
        Promise.Same(cut.ToString(), entries.ToString(), "entry by entry, the pieces of a document change nothing");
        return entries;
    }

    private static void CheckWithoutRejected(ListReading list, Entries entries)
    {
        if (entries.RemoveRejected() is { } others)
        {
            Promise.SameItems(
                list.OfStream(new MemoryStream(others), null).ToBlockingEnumerable().Select(static entry => entry.Value),
                entries.List.Where(static entry => !entry.IsRejected).Select(static entry => entry.Value),
                "the accepted entries are those of the document without the rejected ones");
        }
    }

    /// <summary>Checks limits that the input chooses.</summary>
    private static void CheckLimits(JsonText text, ListReading list, Entries unlimited)
    {
        int chosen = text.Utf8.Length == 0 ? 0 : text.Utf8[^1] + text.Utf8.Length;
        var limits = new ReaderLimits
        {
            MaxBuildBytes = 1 + (chosen % 700),
            MaxListBytes = 1 + (chosen % 5000),
            MaxDepth = 4 + (chosen % 5),
        };
        foreach (Entry entry in Read(text, list, limits).List)
        {
            bool isSame = entry.IsRejected || entry.Value!.Equals(unlimited.List[entry.Index].Value);
            Promise.Holds(isSame, "an entry within the limits is read as without them", entry.Value);
        }
    }
}
