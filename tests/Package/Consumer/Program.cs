using System.Text.Json;
using System.Text.Json.Serialization;
using Copr.Contracts;
using Copr.Contracts.Json;
using Copr.Contracts.Validation;

var json = """
    {"builds":[{"copr_id":3,"user_id":1,"results":null,"started_on":null,"copr":{"owner_id":1,"repos":null,
    "chroots":"fedora-17-i386 fedora-18-x86_64","id":3,"name":"baz"},"canceled":null,"submitted_on":1351153692,
    "ended_on":null,"pkgs":"http://foo/pkg-1.src.rpm","chroots":"fedora-17-i386","id":4}]}
    """u8;

var waiting = CoprJson.Read<WaitingBuilds>(json);
foreach (Build build in waiting.Builds)
{
    Console.WriteLine($"{build.Id}: {build.Packages} for {build.Chroots}");
}

foreach (Violation violation in ContractValidator.Validate(waiting).Violations)
{
    Console.WriteLine($"{violation.Rule} {violation.Path}");
}

// The attributes of the package's types have to work in the source generator of another assembly too.
Console.WriteLine(JsonSerializer.Serialize(new Job(waiting.Builds[0].Chroots[0], waiting.Builds[0].Packages), JobContext.Default.Job));

// The corpus came along with the package, as documentation tells a test project to take it.
foreach (string id in new[] { "wiki-example", "mixed-releases" })
{
    byte[] document = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "conformance", "documents", $"{id}.json"));
    Console.WriteLine($"{id}: {string.Join(' ', ContractValidator.Validate(document).Violations.Select(violation => violation.Rule.Id))}");
}

internal sealed record Job(Chroot Chroot, SpaceSeparatedList<PackageUrl> Packages);

[JsonSerializable(typeof(Job))]
internal sealed partial class JobContext : JsonSerializerContext;
