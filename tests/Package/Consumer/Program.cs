using System.Text.Json;
using System.Text.Json.Serialization;
using Copr.Contracts;
using Copr.Contracts.Tasks;
using Copr.Contracts.Validation;

WaitingBuilds waiting = CoprJson.Read<WaitingBuilds>("""
    {"builds":[{"copr_id":3,"user_id":1,"results":null,"started_on":null,"copr":{"owner_id":1,"repos":null,
    "chroots":"fedora-17-i386 fedora-18-x86_64","id":3,"name":"baz"},"canceled":null,"submitted_on":1351153692,
    "ended_on":null,"pkgs":"http://foo/pkg-1.src.rpm","chroots":"fedora-17-i386","id":4}]}
    """);
foreach (Build build in waiting.Builds)
{
    Console.WriteLine($"{build.Id}: {build.Packages} for {build.Chroots}");
}

foreach (Violation violation in ContractValidator.Validate(waiting).Violations)
{
    Console.WriteLine($"{violation.Rule} {violation.Path}");
}

await foreach (PendingTaskEntry entry in new PendingTasksReader().ReadAsync(new MemoryStream("""
    [null,{"task_id":"8-fedora-42-x86_64","build_id":8,"chroot":"fedora-42-x86_64","project_owner":"jdoe","sandbox":"a","background":false}]
    """u8.ToArray())))
{
    Console.WriteLine(entry.IsRejected ? $"{entry.Violations[0].Rule}" : $"{entry.Task.TaskId} of {entry.Task.ProjectOwner}");
}

// The attributes of the package's types must work in the source generator of another assembly.
var job = new Job(waiting.Builds[0].Packages, new() { [waiting.Builds[0].Chroots[0]] = 4 });
Console.WriteLine(JsonSerializer.Serialize(job, JobContext.Default.Job));

// The project file copies the corpus from its package, as the documentation says.
foreach (string id in new[] { "wiki-example", "mixed-releases" })
{
    byte[] document = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "conformance", "documents", $"{id}.json"));
    ValidationReport report = ContractValidator.ValidateWaitingBuilds(document);
    Console.WriteLine($"{id}: {string.Join(' ', report.Violations.Select(violation => violation.Rule.Id))}");
}

internal sealed record Job(SpaceSeparatedList<PackageUrl> Packages, Dictionary<Chroot, long> Builds);

[JsonSerializable(typeof(Job))]
internal sealed partial class JobContext : JsonSerializerContext;
