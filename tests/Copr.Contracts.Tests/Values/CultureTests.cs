using System.Globalization;
using System.Text;
using Copr.Contracts.Tests.Wiki;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Values;

public sealed class CultureTests
{
    private static readonly byte[] Document = Encoding.UTF8.GetBytes(WikiExample.Text
        .Replace("1351157544", "1351157544.75", StringComparison.Ordinal)
        .Replace("\"user_id\": 1,", "\"user_id\": -1,", StringComparison.Ordinal)
        .Replace("\"started_on\": null,", "\"started_on\": -5,", StringComparison.Ordinal));

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    [InlineData("fa-IR")]
    public void The_culture_changes_nothing(string culture)
    {
        string expected = UseTheLibrary();

        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            UseTheLibrary().Should().Be(expected);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>Reads, validates, writes, parses, compares and formats, with negative numbers, fractions and the Turkish i.</summary>
    private static string UseTheLibrary()
    {
        var builds = CoprJson.Read<WaitingBuilds>(Document, ReadingMode.Lenient);
        return string.Join(
            '\n',
            builds,
            Encoding.UTF8.GetString(CoprJson.Write(builds)),
            ContractValidator.Validate(builds),
            ContractValidator.ValidateWaitingBuilds(Document),
            ContractValidator.ValidateBuildUpdates("""{"builds":[{"id":-1,"started_on":-1.5}]}"""u8.ToArray()),
            Chroot.Parse("FEDORA-rawhide-i686").BaseArchitecture,
            PackageUrl.Parse("HTTPS://İ/ıi").FileName,
            string.Join(' ', SpaceSeparatedList<Chroot>.Parse("fedora-10-i386 fedora-9-i386 fedora-i-i386 fedora-I-i386").Order()));
    }
}
