using System.Buffers;
using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO.Pipelines;
using Copr.Contracts.Tool.Checking;
using Copr.Contracts.Tool.Printing;

namespace Copr.Contracts.Tool.Commands;

/// <summary>Prints the builds of a list as typed values, each after it is read.</summary>
internal static class ExplainCommand
{
    private const int BufferSize = 64 * 1024;

    /// <summary>The first bytes that are needed to recognize an encoding.</summary>
    private const int EncodingBytes = 4;

    public static Command Create(Printer printer, Stream input)
    {
        var source = new Argument<string>("SOURCE") { Description = "A file with a list of waiting builds, a URL, or - for stdin." };
        var command = new Command("explain", "Prints the builds of a list as typed values.") { source };
        RequestOptions.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            CheckOptions options = RequestOptions.Get(parsed) with { Contract = ContractName.WaitingBuilds, Mode = ReadingMode.Lenient };
            return RunAsync(new Source(parsed.GetValue(source)!), options, printer, input, cancellationToken);
        });
        return command;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Any error is one line and an exit code.")]
    private static async Task<int> RunAsync(
        Source source, CheckOptions options, Printer printer, Stream input, CancellationToken cancellationToken)
    {
        using var opener = new SourceOpener(options, input);
        await using StreamWriter output = printer.CreateBufferedOutput();
        try
        {
            await using OpenedSource opened = await opener.OpenAsync(source, cancellationToken);
            bool isReadable = await PrintAsync(opened, output, printer, opened.Timeout?.Token ?? cancellationToken);
            return isReadable ? ExitCode.Conforms : ExitCode.DoesNotConform;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CouldNotCheckException(opener.Describe(source, exception), exception);
        }
    }

    /// <summary>Prints the builds, and returns whether all of them can be read.</summary>
    private static async Task<bool> PrintAsync(
        OpenedSource opened, StreamWriter output, Printer printer, CancellationToken cancellationToken)
    {
        PipeReader document = PipeReader.Create(opened.Content, new(bufferSize: BufferSize, leaveOpen: true));
        if ((opened.FindWrongResponse() ?? await SkipMarkAsync(document, cancellationToken)) is { } unreadable)
        {
            printer.PrintError($"{unreadable}");
            return false;
        }

        bool isComplete = true;
        try
        {
            var reader = new WaitingBuildsReader(ReadingMode.Lenient, opened.Limits);
            await foreach (BuildEntry entry in reader.ReadAsync(document, cancellationToken))
            {
                isComplete &= !entry.IsRejected;
                if (entry.IsRejected)
                {
                    await output.FlushAsync(cancellationToken);
                    PrintErrors(entry.Violations, printer);
                }
                else
                {
                    Print(entry.Build, output, printer);
                }
            }
        }
        catch (ContractException exception)
        {
            isComplete = false;
            await output.FlushAsync(cancellationToken);
            printer.PrintError(exception.Message);
        }

        return isComplete;
    }

    /// <summary>Skips the mark of a document in UTF-8. Reports another encoding.</summary>
    private static async Task<Violation?> SkipMarkAsync(PipeReader document, CancellationToken cancellationToken)
    {
        ReadResult result = await document.ReadAtLeastAsync(EncodingBytes, cancellationToken);
        byte[] beginning = new byte[Math.Min(EncodingBytes, result.Buffer.Length)];
        result.Buffer.Slice(0, beginning.Length).CopyTo(beginning);
        document.AdvanceTo(result.Buffer.GetPosition(TextEncoding.LengthOfMark(beginning)));
        return TextEncoding.FindProblem(beginning);
    }

    private static void PrintErrors(IEnumerable<Violation> violations, Printer printer)
    {
        foreach (Violation violation in violations)
        {
            printer.PrintError($"{violation}");
        }
    }

    private static void Print(Build build, StreamWriter output, Printer printer)
    {
        output.WriteLine(printer.Clean(string.Create(
            CultureInfo.InvariantCulture,
            $"build {build.Id} of {build.Copr.Name} ({build.CoprId}): {build.State}, submitted {build.SubmittedOn:u}")));
        foreach (PackageUrl package in build.Packages)
        {
            output.WriteLine(printer.Clean($"  package     {package}"));
        }

        foreach (Chroot chroot in build.Chroots)
        {
            output.WriteLine(printer.Clean($"  chroot      {chroot.Release} on {chroot.Architecture}"));
        }

        foreach (RepositoryUrl repository in build.Copr.Repositories)
        {
            output.WriteLine(printer.Clean($"  repository  {repository}"));
        }
    }
}
