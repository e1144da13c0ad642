using System.Text.Json;
using Copr.Contracts;
using Copr.Contracts.Validation;

namespace TestData;

public sealed class QueueTests
{
    private static readonly string Corpus = Path.Combine(AppContext.BaseDirectory, "conformance");

    public static TheoryData<string, string, string, int> StrictLists
    {
        get
        {
            var data = new TheoryData<string, string, string, int>();
            using JsonDocument index = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Corpus, "index.json")));
            foreach (JsonElement @case in index.RootElement.GetProperty("cases").EnumerateArray())
            {
                if (!@case.TryGetProperty("document", out _) && @case.GetProperty("mode").ValueEquals("strict"))
                {
                    data.Add(
                        @case.GetProperty("id").GetString()!,
                        @case.GetProperty("file").GetString()!,
                        string.Join(' ', @case.GetProperty("violations").EnumerateArray().Select(item => item.GetProperty("rule"))),
                        @case.TryGetProperty("limit", out JsonElement limit) ? limit.GetInt32() : WaitingBuilds.DefaultLimit);
                }
            }

            return data;
        }
    }

    [Fact]
    public void A_build_of_the_builder_is_valid() => Assert.True(ContractValidator.Validate(new BuildBuilder()).IsValid);

    [Fact]
    public void The_oldest_build_that_waits_is_first()
    {
        Build[] submitted =
        [
            new BuildBuilder().WithId(2).SubmittedAfter(TimeSpan.FromMinutes(1)),
            new BuildBuilder().WithId(3).Canceled(),
            new BuildBuilder().WithId(1),
        ];

        Assert.Equal([1L, 2L], WaitingBuilds.SelectFrom(submitted).Builds.Select(build => build.Id));
    }

    [Fact]
    public void Two_releases_in_one_copr_are_invalid()
    {
        Build build = new BuildBuilder().For(Chroot.Parse("fedora-17-i386"), Chroot.Parse("fedora-18-i386"));

        Assert.Contains(ContractValidator.Validate(build).Violations, violation => violation.Rule == Rules.Find("COPR201"));
    }

    [Theory]
    [MemberData(nameof(StrictLists))]
    public void The_validator_reports_what_the_corpus_expects(string id, string file, string rules, int limit)
    {
        byte[] document = File.ReadAllBytes(Path.Combine(Corpus, file));

        ValidationReport report = ContractValidator.ValidateWaitingBuilds(document, new ValidationOptions { MaxBuilds = limit });

        Assert.True(rules == string.Join(' ', report.Violations.Select(violation => violation.Rule.Id)), $"{id}: {report}");
    }
}
