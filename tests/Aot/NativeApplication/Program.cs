// Uses the package in the ways that an application does, without reflection: tests/Aot/run publishes it as native code.
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Copr.Contracts;
using Copr.Contracts.Json;
using Copr.Contracts.NativeApplication;
using Copr.Contracts.Validation;

byte[] document = File.ReadAllBytes(args[0]);
Console.WriteLine($"compiled at run time: {RuntimeFeature.IsDynamicCodeSupported}, reflection in System.Text.Json: {JsonSerializer.IsReflectionEnabledByDefault}");

WaitingBuilds waiting = CoprJson.Read<WaitingBuilds>(document);
Console.WriteLine($"strict: {Describe(waiting)}");
Console.WriteLine($"lenient: {Describe(CoprJson.Read<WaitingBuilds>(document, CoprJson.Lenient))}");
Console.WriteLine($"from a stream: {await CoprJson.ReadAsync<WaitingBuilds>(new MemoryStream(document)) == waiting}");
await foreach (BuildEntry entry in new WaitingBuildsReader().ReadAsync(new MemoryStream(document)))
{
    Console.WriteLine($"build by build: {entry.Index}: {entry.Id}, {entry.Build?.Packages}");
}

try
{
    CoprJson.Read<WaitingBuilds>("""{"builds":[{"id":7,"chroots":"fedora"}]}"""u8);
}
catch (ContractException exception)
{
    Console.WriteLine($"refused: {exception.Message}");
}

Console.WriteLine($"checked:\n{ContractValidator.Validate(document)}");
Console.WriteLine($"checked as objects:\n{ContractValidator.Validate(waiting)}");

BuildUpdates updates = CoprJson.Read<BuildUpdates>("""{"builds":[{"id":5,"started_on":1354752000.5,"results":"http://foo/results/"},{"id":5,"ended_on":1354752600}]}"""u8);
Console.WriteLine($"report: {updates}");
Console.WriteLine($"applied: {waiting.Builds[0].Apply(updates.Builds[0]).State}");
Console.WriteLine($"checked:\n{ContractValidator.Validate(updates)}");

string written = Encoding.UTF8.GetString(CoprJson.Write(waiting));
Console.WriteLine($"written: {written}");
Console.WriteLine($"read back: {CoprJson.Read<WaitingBuilds>(Encoding.UTF8.GetBytes(written)) == waiting}");

JsonTypeInfo strict = CoprJson.Strict.GetTypeInfo(typeof(WaitingBuilds));
Console.WriteLine($"System.Text.Json, the package's options: {JsonSerializer.Serialize(JsonSerializer.Deserialize(document, strict), strict) == written}");
Console.WriteLine($"System.Text.Json, the package's context: {JsonSerializer.Serialize(JsonSerializer.Deserialize(document, CoprJsonContext.Default.WaitingBuilds)!, CoprJsonContext.Default.WaitingBuilds) == written}");

JsonSerializerOptions options = new JsonSerializerOptions { TypeInfoResolver = JobContext.Default }.AddCoprContracts(ReadingMode.Lenient);
var job = new Job(waiting.Builds[0].Chroots[1], waiting.Builds[0].Packages, waiting.Builds[1]);
string text = JsonSerializer.Serialize(job, options.GetTypeInfo(typeof(Job)));
Console.WriteLine($"System.Text.Json, an application's context: {text}");
Console.WriteLine($"read back: {JsonSerializer.Deserialize(text, options.GetTypeInfo(typeof(Job))) is Job back && back == job}");
Console.WriteLine($"schemas: {ContractSchemas.All.Count}, rules: {Rules.All.Count}");

static string Describe(WaitingBuilds waiting) => string.Join("; ", waiting.Builds.Select(static build => $"{build.Id} {build.State} {build.Packages.Count} for {build.Chroots}"));
