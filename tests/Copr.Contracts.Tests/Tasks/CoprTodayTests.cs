using System.Text.Json;
using Copr.Contracts.Tasks;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Tasks;

/// <summary>The documents that Copr's own programs of August 2026 wrote, in the folder CoprToday.</summary>
public sealed class CoprTodayTests
{
    private const string StartIgnored = "COPR626 /builds/0/started_on";

    public static TheoryData<string, string> Documents => new()
    {
        { "build-task.json", "" },
        { "build-task-tags.json", "" },
        { "cancel-requests.json", "" },
        { "post-canceled.json", "" },
        { "post-starting-build.json", "" },

        // An unknown build: the question has nothing but its id.
        { "post-starting-build-unknown.json", "" },

        // The frontend stores an empty directory for build 999.
        { "post-update.json", "COPR622 /builds/1" },
        { "post-update-srpm.json", "" },
        { "srpm-task-distgit.json", "" },
        { "srpm-task-link.json", "" },
        { "srpm-task-rubygems.json", "" },
        { "srpm-task-upload.json", "" },
        { "wire-rpm-1-starting_build.json", "" },

        // The worker sends the start with each report; the frontend reads it only with the status 6.
        { "wire-rpm-2-update.json", StartIgnored },
        { "wire-srpm-1-starting_build.json", "" },
        { "wire-srpm-2-update.json", "" },
        { "wire-srpm-3-update.json", "" },
    };

    [Fact]
    public void Every_document_is_tested() =>
        Directory.EnumerateFiles(Folder).Select(Path.GetFileName).Should().BeEquivalentTo(Documents.Select(static row => (string)row[0]));

    [Theory, MemberData(nameof(Documents))]
    public void A_document_is_written_as_it_was_read(string file, string violations)
    {
        _ = violations;
        foreach ((string _, JsonElement document, Func<byte[], byte[]> copy, _) in Parts(file))
        {
            byte[] text = JsonSerializer.SerializeToUtf8Bytes(document);
            JsonElement.DeepEquals(JsonElement.Parse(copy(text)), document).Should().BeTrue();
        }
    }

    [Theory, MemberData(nameof(Documents))]
    public void A_document_has_the_violations_that_the_facts_imply(string file, string violations) =>
        string.Join(", ", Parts(file).SelectMany(static part => part.Validate(JsonSerializer.SerializeToUtf8Bytes(part.Document)).Violations)
            .Where(static violation => violation.Rule.Severity > Severity.Info)
            .Select(static violation => $"{violation.Rule.Id} {violation.Path}"))
            .Should().Be(violations);

    private static string Folder => Path.Combine(TestFolder.Root, "tests", "Copr.Contracts.Tests", "Tasks", "CoprToday");

    /// <summary>The document, or the request and the response, of a file.</summary>
    private static IEnumerable<(string Name, JsonElement Document, Func<byte[], byte[]> Copy, Func<byte[], ValidationReport> Validate)> Parts(
        string file)
    {
        JsonElement root = JsonElement.Parse(File.ReadAllBytes(Path.Combine(Folder, file)));
        return file switch
        {
            _ when file.StartsWith("build-task", StringComparison.Ordinal) => [Part<BuildTask>(root)],
            _ when file.StartsWith("srpm-task", StringComparison.Ordinal) => [Part<SourceTask>(root)],
            _ when file.EndsWith("-starting_build.json", StringComparison.Ordinal) => [Part<StartTaskRequest>(root)],
            _ when file.StartsWith("wire-", StringComparison.Ordinal) => [Report(root)],
            _ when file.StartsWith("post-starting", StringComparison.Ordinal) =>
                [Part<StartTaskRequest>(root.GetProperty("request")), Part<StartTaskResponse>(root.GetProperty("response"))],
            _ when file.StartsWith("post-update", StringComparison.Ordinal) =>
                [Report(root.GetProperty("request")), Part<TaskUpdatesResult>(root.GetProperty("response"))],
            "cancel-requests.json" =>
                [("list", root, static text => Copy<List<TaskId>>(text), static text => TaskValidator.ValidateCancelRequests(text))],

            // Its request and its response are not documents of the contract.
            "post-canceled.json" => [],
            _ => throw new InvalidOperationException($"There is no document in {file}."),
        };
    }

    private static (string, JsonElement, Func<byte[], byte[]>, Func<byte[], ValidationReport>) Part<T>(JsonElement document)
        where T : class, IContractObject<T> =>
        (typeof(T).Name, document, static text => CoprJson.Write(CoprJson.Read<T>(text)), static text => TaskValidator.Validate<T>(text));

    private static (string, JsonElement, Func<byte[], byte[]>, Func<byte[], ValidationReport>) Report(JsonElement document) =>
        ("report", document, static text => CoprJson.Write(CoprJson.Read<TaskUpdates>(text)), static text => TaskValidator.ValidateTaskUpdates(text));

    private static byte[] Copy<T>(byte[] text) =>
        JsonSerializer.SerializeToUtf8Bytes(JsonSerializer.Deserialize<T>(text, CoprJson.StrictOptions), CoprJson.StrictOptions);
}
