// Reads a list of waiting builds and prints what a backend needs to know: dotnet run --project samples/Quickstart [FILE | -]
// Without an argument, it reads the wiki's own example exactly as the page has it.
// Exit code: 0 if the list keeps the contract, 1 if it breaks it, 2 if there is no input. For the wiki's example it is 0, although
// the example lists a canceled build and so breaks its own rule.
using System.Globalization;
using System.Text.Json;
using Copr.Contracts;
using Copr.Contracts.Validation;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

if (args.Length > 1)
{
    Console.Error.WriteLine("Usage: dotnet run --project samples/Quickstart [FILE | -]");
    return 2;
}

byte[] document;
try
{
    string file = args is [var name] ? name : Path.Combine(AppContext.BaseDirectory, "waiting-builds.json");
    using Stream input = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
    using var content = new MemoryStream();
    await input.CopyToAsync(content);
    document = content.ToArray();
}
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}

ValidationReport report = ContractValidator.ValidateWaitingBuilds(document);
WaitingBuilds waiting;
try
{
    waiting = CoprJson.Read<WaitingBuilds>(document);
}
catch (ContractException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

try
{
    using var output = new StreamWriter(Console.OpenStandardOutput());
    foreach (Build build in waiting.Builds)
    {
        output.WriteLine($"Build {build.Id} of {build.Copr.Name} ({build.State}), submitted {build.SubmittedOn:u}");
        foreach (PackageUrl package in build.Packages)
        {
            output.WriteLine($"  {package.FileName} from {package}");
        }

        foreach (Chroot chroot in build.Chroots)
        {
            output.WriteLine($"  for {chroot}: {chroot.Release} on {chroot.Architecture}");
            foreach (RepositoryUrl repository in build.Copr.Repositories)
            {
                output.WriteLine($"    with {repository.GetRepomdUrl(chroot)}");
            }
        }
    }

    output.WriteLine("\nChecked against the contract's rules:");
    output.WriteLine(report);

    output.WriteLine("\nWritten back:");
    output.WriteLine(JsonSerializer.Serialize(waiting, new JsonSerializerOptions(CoprJson.StrictOptions) { WriteIndented = true }));
}
catch (IOException)
{
    // The reader of the output has closed it, as "| head" does.
}

return args is [] || report.IsValid ? 0 : 1;
