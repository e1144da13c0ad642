using System.Buffers;
using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO.Pipelines;
using Copr.Contracts.Tasks;
using Copr.Contracts.Tool.Checking;
using Copr.Contracts.Tool.Printing;

namespace Copr.Contracts.Tool.Commands;

/// <summary>Prints the builds or the tasks of a list as typed values, each after it is read.</summary>
internal static class ExplainCommand
{
    private const int BufferSize = 64 * 1024;

    /// <summary>The first bytes that are needed to recognize an encoding.</summary>
    private const int EncodingBytes = 4;

    public static Command Create(Printer printer, Stream input)
    {
        var source = new Argument<string>("SOURCE") { Description = "A file with a list of builds or tasks, a URL, or - for stdin." };
        var command = new Command("explain", "Prints the builds or the tasks of a list as typed values.") { source };
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
            await foreach ((IReadOnlyList<Violation> violations, IEnumerable<string> lines) in
                await BeginsArrayAsync(document, cancellationToken)
                    ? new PendingTasksReader(opened.Limits).ReadAsync(document, cancellationToken)
                        .Select(static entry => (entry.Violations, entry.IsRejected ? [] : Describe(entry.Task)))
                    : new WaitingBuildsReader(ReadingMode.Lenient, opened.Limits).ReadAsync(document, cancellationToken)
                        .Select(static entry => (entry.Violations, entry.IsRejected ? [] : Describe(entry.Build))))
            {
                if (violations.Count > 0)
                {
                    isComplete = false;
                    await output.FlushAsync(cancellationToken);
                    PrintErrors(violations, printer);
                }

                Print(lines, output, printer);
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

    private static void Print(IEnumerable<string> lines, StreamWriter output, Printer printer)
    {
        foreach (string line in lines)
        {
            output.WriteLine(printer.Clean(line));
        }
    }

    private static IEnumerable<string> Describe(Build build) =>
    [
        string.Create(
            CultureInfo.InvariantCulture,
            $"build {build.Id} of {build.Copr.Name} ({build.CoprId}): {build.State}, submitted {build.SubmittedOn:u}"),
        .. build.Packages.Select(static package => $"  package     {package}"),
        .. build.Chroots.Select(static chroot => $"  chroot      {chroot.Release} on {chroot.Architecture}"),
        .. build.Copr.Repositories.Select(static repository => $"  repository  {repository}"),
    ];

    private static IEnumerable<string> Describe(PendingTask task)
    {
        string work = task.TaskId.IsSource ? "makes the source"
            : task.Chroot is { } chroot ? $"builds for {chroot.Release} on {chroot.Architecture}" : "builds";
        string background = task.IsBackground ? ", in the background" : "";
        string tags = task.Tags is { Count: > 0 } wanted ? $", tags {string.Join(' ', wanted)}" : "";
        yield return $"task {task.TaskId,-32} {task.ProjectOwner,-20} {work}{background}{tags}";
    }

    /// <summary>Whether the document is an array, as a list of tasks is. Nothing is taken.</summary>
    private static async Task<bool> BeginsArrayAsync(PipeReader document, CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult result = await document.ReadAsync(cancellationToken);
            byte? first = FindFirst(result.Buffer);
            document.AdvanceTo(result.Buffer.Start, first is null ? result.Buffer.End : result.Buffer.Start);
            if (first is not null || result.IsCompleted)
            {
                return first == '[';
            }
        }
    }

    private static byte? FindFirst(ReadOnlySequence<byte> text)
    {
        var reader = new SequenceReader<byte>(text);
        reader.AdvancePastAny(" \t\r\n"u8);
        return reader.TryPeek(out byte first) ? first : null;
    }
}
