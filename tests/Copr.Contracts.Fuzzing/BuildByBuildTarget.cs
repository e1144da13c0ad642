using System.IO.Pipelines;
using System.Text.Json;
using Copr.Contracts.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Fuzzing;

/// <summary>A list of waiting builds, read build by build, strictly and leniently, however its bytes come in.</summary>
internal static class BuildByBuildTarget
{
    public static void Run(byte[] document)
    {
        Run(document, CoprJson.Strict);
        Run(document, CoprJson.Lenient);
    }

    private static void Run(byte[] document, JsonSerializerOptions options)
    {
        var reader = new WaitingBuildsReader(options);
        Entries whole = Entries.Of(reader.ReadAsync(document));
        Entries cut = Entries.Of(reader.ReadAsync(Cut(document)));
        Promise.Same(cut, whole, "the same is read however the bytes come in");
        whole.Check(document);

        Outcome<WaitingBuilds> atOnce = Outcome.Of<WaitingBuilds>(document, options);
        Promise.Same(whole.AreAllRead, atOnce.IsRead, "build by build what is good is what is good as a whole");
        if (atOnce.IsRead)
        {
            Promise.SameItems([.. whole.List.Select(static entry => entry.Build!)], atOnce.Value!.Builds, "build by build the builds are those of the whole");
        }

        RunWithLimits(document, options, whole);
    }

    /// <summary>Limits that the input chooses: what is read within them is what is read without.</summary>
    private static void RunWithLimits(byte[] document, JsonSerializerOptions options, Entries unlimited)
    {
        int chosen = document.Length == 0 ? 0 : document[^1] + document.Length;
        var limits = new ReaderLimits { MaxBuildBytes = 1 + (chosen % 700), MaxDepth = 4 + (chosen % 5) };
        var reader = new WaitingBuildsReader(options, limits);
        Entries whole = Entries.Of(reader.ReadAsync(document));
        Promise.Same(Entries.Of(reader.ReadAsync(Cut(document))), whole, "limits are met by the same, however the bytes come in");
        whole.Check(document);
        foreach (BuildEntry entry in whole.List.Where(static entry => !entry.IsRejected))
        {
            Promise.Same(entry.Build, unlimited.List[entry.Index].Build, "a build within the limits is read as without them");
        }
    }

    /// <summary>Buffers as small as they come, so that values lie across them.</summary>
    private static PipeReader Cut(byte[] document) =>
        PipeReader.Create(new CutStream(document), new StreamPipeReaderOptions(bufferSize: 16, minimumReadSize: 1));

    /// <summary>Everything that a reader yields, and what it throws at the end.</summary>
    private sealed record Entries(IReadOnlyList<BuildEntry> List, Violation? End)
    {
        public bool AreAllRead => End is null && List.All(static entry => !entry.IsRejected);

        public static Entries Of(IAsyncEnumerable<BuildEntry> entries)
        {
            List<BuildEntry> list = [];
            try
            {
                CollectAsync(entries, list).GetAwaiter().GetResult();
                return new(list, null);
            }
            catch (ContractException exception)
            {
                return new(list, exception.Violation);
            }
        }

        public void Check(byte[] document)
        {
            var places = new Places(document);
            for (int index = 0; index < List.Count; index++)
            {
                BuildEntry entry = List[index];
                Promise.Same(entry.Index, index, "entries come in their order");
                Promise.Same(entry.Violations.Count > 0, entry.IsRejected, "what is rejected has its reasons, and nothing else has");
                Promise.Holds(entry.RawJson.IsEmpty || (entry.IsRejected && document.AsSpan().IndexOf(entry.RawJson.Span) >= 0), "what was rejected is given as it was sent");
                Promise.Holds(entry.IsRejected || entry.Id == entry.Build.Id, "an entry has the id of its build");
                foreach (Violation violation in entry.Violations)
                {
                    CheckRefusal(violation, places);
                    Promise.Holds(violation.Path == $"/builds/{index}" || violation.Path.StartsWith($"/builds/{index}/", StringComparison.Ordinal), "a violation of a build is at that build");
                }
            }

            if (End is not null)
            {
                CheckRefusal(End, places);
            }
        }

        public bool Equals(Entries? other) => other is not null && ToString() == other.ToString();

        public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

        public override string ToString() => string.Join('\n', List.Select(static entry =>
            $"{entry.Index} {entry.Id} {entry.Build} {Convert.ToHexString(entry.RawJson.Span)} {string.Join(';', entry.Violations)}")) + $"\n{End}";

        private static void CheckRefusal(Violation violation, Places places)
        {
            places.Check(violation);
            Promise.Holds(Outcome.IsOfReading(violation), "a reader reports rules of reading only");
        }

        private static async Task CollectAsync(IAsyncEnumerable<BuildEntry> entries, List<BuildEntry> list)
        {
            await foreach (BuildEntry entry in entries)
            {
                list.Add(entry);
            }
        }
    }
}
