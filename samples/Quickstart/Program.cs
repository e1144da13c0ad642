// Reads a list of waiting builds and shows what a backend sees in it: dotnet run --project samples/Quickstart [FILE | -]
// Without an argument it reads the wiki's own example, as it stands on the page.
// Exit code: 0 if it keeps the contract, 1 if it breaks it, 2 if there is nothing to read. The wiki's example, which lists a
// canceled build and so breaks its own rule, is let pass.
using System.Globalization;
using System.Text;
using System.Text.Json;
using Copr.Contracts;
using Copr.Contracts.Json;
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

ValidationReport report = ContractValidator.Validate(document);
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
                output.WriteLine($"    with {repository.RepodataFor(chroot)}");
            }
        }
    }

    output.WriteLine("\nChecked against the contract's rules:");
    output.WriteLine(report);

    output.WriteLine("\nWritten back:");
    output.WriteLine(Encoding.UTF8.GetString(CoprJson.Write(waiting, new JsonSerializerOptions(CoprJson.Strict) { WriteIndented = true })));
}
catch (IOException)
{
    // Whoever read the output has seen enough.
}

return args is [] || report.IsValid ? 0 : 1;
