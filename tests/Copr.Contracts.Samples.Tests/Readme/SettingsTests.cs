using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Copr.Contracts.Samples.Tests.Running;

namespace Copr.Contracts.Samples.Tests.Readme;

/// <summary>The settings that the samples read, and their READMEs' tables of them.</summary>
public sealed partial class SettingsTests
{
    [Theory]
    [InlineData("Backend")]
    [InlineData("Frontend")]
    public void The_readme_has_each_setting_with_its_default(string sample) =>
        Table.Read(sample, "setting", "default", "meaning")
            .Select(static cells => $"{cells[0].Trim('`')} = {cells[1].Trim('`')}")
            .Should().BeEquivalentTo(FindSettings(sample).Select(static setting => $"{setting.Key} = {setting.Value}"));

    [Theory]
    [InlineData("Backend")]
    [InlineData("Frontend")]
    public void The_code_reads_no_other_setting(string sample)
    {
        Dictionary<string, string> settings = FindSettings(sample);
        string code = ReadCode(sample);

        ReadByName().Matches(code).Select(static read => read.Groups["name"].Value).Should().BeSubsetOf(settings.Keys);
        AnyRead().Count(code).Should().Be(ReadByName().Count(code) + ReadByType().Count(code), "no setting is read in another way");
    }

    [Theory]
    [InlineData("Backend")]
    [InlineData("Frontend")]
    public void No_file_of_settings_changes_a_default(string sample) =>
        File.ReadAllText(Path.Combine(SampleProgram.Repository, "samples", sample, "appsettings.json")).Should()
            .NotContainAny(FindSettings(sample).Keys.Select(static name => $"\"{name.Split(':')[0]}\""));

    [Fact]
    public void No_log_category_of_the_backend_is_muted() =>
        File.ReadAllText(Path.Combine(SampleProgram.Repository, "samples", "Backend", "appsettings.json")).Should().NotContain("\"None\"");

    /// <summary>Finds the types that the code binds to the configuration, and describes their defaults.</summary>
    private static Dictionary<string, string> FindSettings(string sample)
    {
        Type[] types = Assembly.LoadFrom(SampleProgram.PathOf(sample, $"{sample}.dll")).GetTypes();
        return ReadByType().Matches(ReadCode(sample))
            .SelectMany(read =>
            {
                string name = $".{read.Groups["type"].Value}";
                Type type = types.Single(type => type.FullName!.Replace('+', '.').EndsWith(name, StringComparison.Ordinal));
                return Describe(read.Groups["section"].Value, Activator.CreateInstance(type)!);
            })
            .ToDictionary(StringComparer.Ordinal);
    }

    private static IEnumerable<KeyValuePair<string, string>> Describe(string section, object defaults) =>
        defaults.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .SelectMany(property =>
            {
                string name = section.Length == 0 ? property.Name : $"{section}:{property.Name}";
                object? value = property.GetValue(defaults);
                return property.PropertyType.Assembly == defaults.GetType().Assembly
                    ? Describe(name, value!)
                    : [KeyValuePair.Create(name, Describe(value))];
            });

    private static string Describe(object? value) => value switch
    {
        null or "" => "none",
        true => "true",
        false => "false",
        string name when name == Environment.MachineName => "the machine's name",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string ReadCode(string sample) => string.Concat(
        Directory.EnumerateFiles(Path.Combine(SampleProgram.Repository, "samples", sample), "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText));

    /// <summary>A type that has the settings of a section, or those outside of a section.</summary>
    [GeneratedRegex(
        @"AddOptions<(?<type>[\w.]+)>\([^)]*\)\s*\.Bind\([\w.]+\.GetSection\(""(?<section>\w+)""\)\)" +
        @"|onfiguration\.Get<(?<type>[\w.]+)>\(\)",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReadByType();

    [GeneratedRegex(
        @"onfiguration(\[|\.GetValue<\w+>\()""(?<name>[\w:]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReadByName();

    [GeneratedRegex(
        @"onfiguration\[|\.(GetSection|GetRequiredSection|GetConnectionString|GetChildren)\(|\.(GetValue|Get)<[\w.?]+>\(",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AnyRead();
}
