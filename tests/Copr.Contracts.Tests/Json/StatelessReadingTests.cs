namespace Copr.Contracts.Tests.Json;

/// <summary>No state outlives a read, so a document is read alike whatever was read before it.</summary>
public sealed class StatelessReadingTests
{
    private static readonly byte[] List = Document.Of(Samples.Build.ToString());

    private static readonly byte[] Other =
        Document.Of((Samples.Build with { Chroots = Samples.Chroots("a-1-arm"), Status = BuildStatus.Failed }).ToString());

    private static readonly byte[] Broken = Document.Utf8("{\"builds\":[{\"id\":1,\"chroots\":\"fedora-17-i386  fedora-17-x86_64\"");

    [Fact]
    public void A_document_is_read_alike_before_and_after_another()
    {
        WaitingBuilds before = CoprJson.Read<WaitingBuilds>(List);
        CoprJson.Read<WaitingBuilds>(Other);

        CoprJson.Read<WaitingBuilds>(List).Should().Be(before);
    }

    [Fact]
    public void A_violation_is_reported_alike_before_and_after_another_document()
    {
        Violation? before = Ways.Refusal(Broken);
        CoprJson.Read<WaitingBuilds>(Other);

        Ways.Refusal(Broken).Should().Be(before);
    }

    [Fact]
    public void A_list_that_was_read_leniently_is_still_refused_by_strict_reading()
    {
        byte[] document = Document.With("builds/0/chroots", "\"fedora-17-i386  fedora-17-x86_64\"");

        CoprJson.Read<WaitingBuilds>(document, ReadingMode.Lenient);

        Ways.Refusal(document)!.Rule.Id.Should().Be("COPR105");
    }

    [Fact]
    public void Two_reads_of_a_document_share_no_texts() =>
        CoprJson.Read<WaitingBuilds>(List).Builds[0].Chroots.ToString()
            .Should().NotBeSameAs(CoprJson.Read<WaitingBuilds>(List).Builds[0].Chroots.ToString());

    [Fact]
    public void Within_one_read_the_chroots_of_a_build_share_the_text_of_its_coprs()
    {
        Build build = CoprJson.Read<WaitingBuilds>(List).Builds[0];

        build.Chroots.ToString().Should().BeSameAs(build.Copr.Chroots.ToString());
    }
}
