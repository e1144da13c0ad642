using System.Reflection;
using System.Text.RegularExpressions;
using Copr.Contracts.Samples.Tests.Running;

namespace Copr.Contracts.Samples.Tests.Backend;

/// <summary>The backend's settings, and its README's description of them.</summary>
public sealed partial class SettingsTests
{
    [Fact]
    public void The_readme_has_each_setting_with_its_default()
    {
        Type type = Assembly.LoadFrom(SampleProgram.PathOf("Backend", "Backend.dll")).GetType("Copr.Backend.BackendOptions")!;
        object defaults = Activator.CreateInstance(type)!;
        IEnumerable<string> settings = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property =>
            $"Backend:{property.Name} = {Describe(property.Name, property.GetValue(defaults))}".TrimEnd());

        string readme = File.ReadAllText(Path.Combine(SampleProgram.Repository, "samples", "Backend", "README.md"));

        Row().Matches(readme)
            .Select(static row => $"{row.Groups["name"].Value} = {row.Groups["value"].Value.Trim('`')}".TrimEnd())
            .Should().BeEquivalentTo(settings);
    }

    [Fact]
    public void No_log_category_is_muted() =>
        File.ReadAllText(Path.Combine(SampleProgram.Repository, "samples", "Backend", "appsettings.json")).Should().NotContain("\"None\"");

    private static object? Describe(string name, object? value) =>
        name == "Name" ? "the machine's name" : value is bool isSet ? (isSet ? "true" : "false") : value;

    [GeneratedRegex(@"^\| `(?<name>Backend:\w+)` \| (?<value>[^|]*?) ?\|", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}
