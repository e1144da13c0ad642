// Uses the package as an application does, without reflection. tests/Aot/run publishes this program as native code.
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Copr.Contracts;
using Copr.Contracts.NativeApplication;
using Copr.Contracts.Tasks;
using Copr.Contracts.Validation;

byte[] document = File.ReadAllBytes(args[0]);
Console.WriteLine($"compiled at run time: {RuntimeFeature.IsDynamicCodeSupported}");
Console.WriteLine($"reflection in System.Text.Json: {JsonSerializer.IsReflectionEnabledByDefault}");

WaitingBuilds waiting = CoprJson.Read<WaitingBuilds>(document);
Console.WriteLine($"strict: {Describe(waiting)}");
Console.WriteLine($"lenient: {Describe(CoprJson.Read<WaitingBuilds>(document, ReadingMode.Lenient))}");
Console.WriteLine($"from a stream: {await CoprJson.ReadAsync<WaitingBuilds>(new MemoryStream(document)) == waiting}");
await foreach (BuildEntry entry in new WaitingBuildsReader().ReadAsync(new MemoryStream(document)))
{
    Console.WriteLine($"build by build: {entry.Index}: {entry.Id}, {entry.Build?.Packages}");
}

try
{
    CoprJson.Read<CoprProject>("""{"owner_id":2,"repos":null,"chroots":"fedora","id":5,"name":"ff2"}""");
}
catch (ContractException exception)
{
    Console.WriteLine($"refused: {exception.Message}");
}

Console.WriteLine($"validated as a text:\n{ContractValidator.ValidateWaitingBuilds(document)}");
Console.WriteLine($"validated as objects:\n{ContractValidator.Validate(waiting)}");

BuildUpdates updates = CoprJson.Read<BuildUpdates>("""
    {"builds":[{"id":5,"started_on":1354752000.5,"results":"http://foo/results/"},{"id":5,"ended_on":1354752600}]}
    """);
Console.WriteLine($"report: {updates}");
Console.WriteLine($"applied: {waiting.Builds[0].Apply(updates.Builds[0]).State}");
Console.WriteLine($"validated:\n{ContractValidator.Validate(updates)}");

string written = Encoding.UTF8.GetString(CoprJson.Write(waiting));
Console.WriteLine($"written: {written}");
Console.WriteLine($"read back: {CoprJson.Read<WaitingBuilds>(written) == waiting}");

JsonTypeInfo strict = CoprJson.StrictOptions.GetTypeInfo(typeof(WaitingBuilds));
Console.WriteLine($"the package's options: {JsonSerializer.Serialize(JsonSerializer.Deserialize(document, strict), strict) == written}");

JsonTypeInfo chroots = CoprJson.StrictOptions.GetTypeInfo(typeof(List<Chroot>));
Console.WriteLine($"a list: {JsonSerializer.Serialize(new List<Chroot>(waiting.Builds[0].Chroots), chroots)}");

var resolved = new JsonSerializerOptions { TypeInfoResolver = CoprJson.TypeInfoResolver };
Console.WriteLine($"the package's resolver: {JsonSerializer.Serialize(waiting.Builds[0].Copr, resolved.GetTypeInfo(typeof(CoprProject)))}");

JsonSerializerOptions options = new JsonSerializerOptions { TypeInfoResolver = JobContext.Default }.AddCoprContracts(ReadingMode.Lenient);
JsonTypeInfo jobs = options.GetTypeInfo(typeof(Job));
Dictionary<Chroot, RepositoryUrl> mirrors = new() { [waiting.Builds[0].Chroots[1]] = waiting.Builds[1].Copr.Repositories[0] };
string text = JsonSerializer.Serialize(new Job(waiting.Builds[0].Packages, mirrors, waiting.Builds[1]), jobs);
Console.WriteLine($"an application's type: {text}");
Console.WriteLine($"read back: {JsonSerializer.Serialize(JsonSerializer.Deserialize(text, jobs), jobs) == text}");

TypeDescriptor.RegisterType<Chroot>();
TypeDescriptor.RegisterType<SpaceSeparatedList<Chroot>>();
Console.WriteLine($"a converter for configuration: {Convert(typeof(Chroot), "fedora-17-x86_64")}");
Console.WriteLine($"a converter for configuration: {Convert(typeof(SpaceSeparatedList<Chroot>), "fedora-17-i386 fedora-17-x86_64")}");

byte[] tasks = File.ReadAllBytes(args[1]);
await foreach (PendingTaskEntry entry in new PendingTasksReader().ReadAsync(new MemoryStream(tasks)))
{
    Console.WriteLine($"task by task: {entry.Index}: {entry.Task?.TaskId} {string.Join(' ', entry.Violations)}");
}

Console.WriteLine($"tasks validated as a text:\n{TaskValidator.ValidatePendingTasks(tasks)}");
byte[] taskDocument = File.ReadAllBytes(args[2]);
BuildTask task = CoprJson.Read<BuildTask>(taskDocument);
JsonTypeInfo ofTask = CoprJson.StrictOptions.GetTypeInfo(typeof(BuildTask));
Console.WriteLine($"a task: {task}");
Console.WriteLine($"read back: {JsonSerializer.Deserialize(JsonSerializer.Serialize(task, ofTask), ofTask) is BuildTask again && again == task}");
Console.WriteLine($"validated:\n{TaskValidator.Validate<BuildTask>(taskDocument)}");
var start = new StartTaskRequest { BuildId = task.BuildId, TaskId = task.TaskId, Status = BuildTaskStatus.Starting };
Console.WriteLine($"a question: {start}");
TaskUpdates taskUpdates = CoprJson.Read<TaskUpdates>("""
    {"builds":[{"id":8,"task_id":"8-fedora-42-x86_64","chroot":"fedora-42-x86_64","status":1,"timeout":1,
    "results":{"packages":[{"name":"hello","epoch":null,"version":"2.8","release":"1","arch":"src"}]}}]}
    """);
Console.WriteLine($"a report: {taskUpdates}");
Console.WriteLine($"validated:\n{TaskValidator.Validate(taskUpdates)}");

Console.WriteLine($"schemas: {ContractSchema.All.Count}, rules: {Rules.All.Count}");

static string Describe(WaitingBuilds waiting) =>
    string.Join("; ", waiting.Builds.Select(static build => $"{build.Id} {build.State} {build.Packages.Count} for {build.Chroots}"));

static object? Convert(Type type, string text) => TypeDescriptor.GetConverterFromRegisteredType(type).ConvertFromInvariantString(text);
