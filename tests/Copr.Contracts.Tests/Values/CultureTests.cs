using System.Globalization;
using System.Text;
using Copr.Contracts.Json;
using Copr.Contracts.Tests.Wiki;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Values;

public sealed class CultureTests
{
    private static readonly byte[] Document = Encoding.UTF8.GetBytes(WikiExample.Text
        .Replace("1351157544", "1351157544.75", StringComparison.Ordinal)
        .Replace("\"user_id\": 1,\n      \"results\": null,\n      \"started_on\": null,\n      \"copr\": {\n        \"owner_id\": 1", "\"user_id\": -1,\n \"results\": null,\n \"started_on\": -5,\n \"copr\": {\n \"owner_id\": -1", StringComparison.Ordinal));

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    [InlineData("fa-IR")]
    public void The_culture_changes_nothing(string culture)
    {
        string expected = Everything();

        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            Everything().Should().Be(expected);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>What is read, checked, written, parsed and said, with negative numbers, fractions and an i to be turned.</summary>
    private static string Everything()
    {
        var builds = CoprJson.Read<WaitingBuilds>(Document, CoprJson.Lenient);
        return string.Join(
            '\n',
            builds,
            Encoding.UTF8.GetString(CoprJson.Write(builds, CoprJson.Lenient)),
            ContractValidator.Validate(Document, CoprJson.Lenient),
            ContractValidator.Validate(Document),
            Chroot.Parse("FEDORA-rawhide-i686").BaseArchitecture,
            PackageUrl.Parse("HTTPS://İ/ıi").FileName,
            string.Join(' ', new[] { "fedora-10-i386", "fedora-9-i386", "İ", "fedora-i-i386" }.Select(static name => Chroot.TryParse(name, out Chroot chroot) ? chroot : default).Order()));
    }
}
