using System.Globalization;
using System.Text;
using Copr.Contracts.Tool.Checking;
using Copr.Contracts.Tool.Reports;
using Spectre.Console;

namespace Copr.Contracts.Tool.Printing;

/// <summary>
/// Prints everything that the program prints, without secrets and invisible characters. The output is UTF-8 without a byte order mark,
/// whatever the console's encoding is.
/// </summary>
internal sealed class Printer(Secrets secrets, Stream output, Stream error)
{
    private const int BufferSize = 64 * 1024;

    private const int DefaultWidth = 132;

    /// <summary>The columns before an excerpt, with the number of its line.</summary>
    private const int Margin = 12;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The standard output, for text that contains only the program's own words.</summary>
    public TextWriter Output { get; } = CreateWriter(output);

    /// <summary>The standard error, for text that contains only the program's own words.</summary>
    public TextWriter Error { get; } = CreateWriter(error);

    /// <summary>The number of columns of an excerpt's line.</summary>
    public int Width { get; } = Math.Max(FindWidth() - Margin, Margin);

    public Secrets Secrets => secrets;

    private static bool UsesColor =>
        !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.ColorSystem != ColorSystem.NoColors;

    /// <summary>Returns a text from outside of the program as it can be printed.</summary>
    public string Clean(string text) => Invisible.Escape(secrets.Hide(text));

    /// <summary>Creates a writer for much output. On a terminal, each line appears at once.</summary>
    public StreamWriter CreateBufferedOutput() =>
        new(output, Utf8, BufferSize, leaveOpen: true) { NewLine = "\n", AutoFlush = !Console.IsOutputRedirected };

    public void PrintTable(Table table) =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Output) }).Write(table);

    /// <summary>Prints a line about something that failed.</summary>
    public void PrintError(string message) => Error.WriteLine($"copr-contracts: {Clean(message)}");

    /// <summary>Prints the results of checks in a format, or writes them to a file and prints them as text.</summary>
    public void PrintReport(IReadOnlyList<CheckedSource> results, string format, OutputFile? file)
    {
        ReportFormat wanted = Report.Formats[format];
        using (StreamWriter writer = CreateBufferedOutput())
        {
            if (file is not null || format == Report.Text)
            {
                new TextReport(UsesColor).Write(writer, [.. results.Select(result => result.Map(Clean))]);
            }
            else
            {
                wanted.Write(writer, Show(wanted));
            }
        }

        foreach (CheckedSource failed in results.Where(static result => result.Failure is not null))
        {
            PrintError(failed.Failure!);
        }

        // Last, because the folder may not be writable, and nothing of the report is lost.
        file?.Write(output =>
        {
            using StreamWriter writer = CreateWriter(output);
            wanted.Write(writer, Show(wanted));
        });

        List<CheckedSource> Show(ReportFormat shown) =>
            [.. results.Select(result => result.Map(shown.EscapesItself ? secrets.Hide : Clean))];
    }

    private static int FindWidth() =>
        int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out int columns)
            ? columns
        : Console.IsOutputRedirected ? DefaultWidth
        : AnsiConsole.Profile.Width;

    private static StreamWriter CreateWriter(Stream output) => new(output, Utf8) { NewLine = "\n", AutoFlush = true };
}
