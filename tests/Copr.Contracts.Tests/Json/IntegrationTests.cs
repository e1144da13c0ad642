using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Copr.Contracts.Json;
using Copr.Contracts.Tests.Wiki;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Copr.Contracts.Tests.Json;

public sealed partial class IntegrationTests
{
    [Fact]
    public void The_options_cannot_be_changed()
    {
        Document.Modes.Should().AllSatisfy(static options =>
        {
            options.IsReadOnly.Should().BeTrue();
            options.Invoking(static item => item.Converters.Clear()).Should().Throw<InvalidOperationException>();
        });
    }

    [Fact]
    public void Options_that_are_in_use_cannot_be_added_to() =>
        FluentActions.Invoking(static () => CoprJson.Strict.AddCoprContracts()).Should().Throw<InvalidOperationException>();

    [Fact]
    public void Null_options_cannot_be_added_to() =>
        FluentActions.Invoking(static () => ((JsonSerializerOptions)null!).AddCoprContracts()).Should().Throw<ArgumentNullException>();

    [Fact]
    public void The_context_reads_and_writes_by_itself()
    {
        WaitingBuilds? builds = JsonSerializer.Deserialize(WikiExample.Bytes, CoprJsonContext.Default.WaitingBuilds);

        JsonSerializer.SerializeToUtf8Bytes(builds!, CoprJsonContext.Default.WaitingBuilds).Should().Equal(CoprJson.Write(builds!));
    }

    [Fact]
    public void The_context_composes_with_an_applications_own()
    {
        var options = new JsonSerializerOptions { TypeInfoResolverChain = { JobContext.Default, CoprJsonContext.Default } };

        JsonSerializer.Serialize(new Job { Chroot = Chroot.Parse("fedora-17-i386"), Build = Samples.Build }, options).Should().Contain("\"Chroot\":\"fedora-17-i386\"").And.Contain("\"copr_id\":5");
    }

    [Theory]
    [InlineData(ReadingMode.Strict, false)]
    [InlineData(ReadingMode.Lenient, true)]
    public void Somebody_elses_options_read_in_the_mode_that_was_added(ReadingMode mode, bool isRead)
    {
        JsonSerializerOptions options = new JsonSerializerOptions(JsonSerializerDefaults.Web).AddCoprContracts(mode);
        Action read = () => JsonSerializer.Deserialize<WaitingBuilds>(Document.Replacing("fedora-rawhide-i386", "fedora-rawhide-i386 "), options);

        if (isRead)
        {
            read.Should().NotThrow();
        }
        else
        {
            read.Should().Throw<JsonException>();
        }
    }

    [Fact]
    public void Somebody_elses_options_keep_what_they_had()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { TypeInfoResolver = JobContext.Default };

        options.AddCoprContracts().Should().BeSameAs(options);

        JsonSerializer.Serialize(new Job { Chroot = Chroot.Parse("fedora-17-i386"), Note = "<&>" }, options).Should().Contain("\"note\":\"\\u003C\\u0026\\u003E\"");
    }

    [Fact]
    public void Somebody_elses_options_go_on_with_types_that_no_context_knows()
    {
        JsonSerializerOptions options = new JsonSerializerOptions().AddCoprContracts();

        JsonSerializer.Serialize(new { Builds = new[] { Samples.Build }, Version = new Version(1, 2) }, options).Should().StartWith("{\"Builds\":[{\"copr_id\":5,").And.EndWith("\"Version\":\"1.2\"}");
    }

    [Fact]
    public void The_contracts_own_options_know_the_contract_only() =>
        CoprJson.Strict.Invoking(static options => options.GetTypeInfo(typeof(Version))).Should().Throw<NotSupportedException>();

    [Theory]
    [InlineData("""{"Chroot":"fedora-17-i386"}""", true)]
    [InlineData("""{"Chroot":null}""", false)]
    [InlineData("""{"Chroot":"fedora"}""", false)]
    [InlineData("""{"Chroot":"\ud800"}""", false)]
    [InlineData("""{"Chroot":17}""", false)]
    [InlineData("""{"Other":null}""", true)]
    [InlineData("""{"Other":"fedora"}""", false)]
    [InlineData("""{"Packages":null}""", true)]
    [InlineData("""{"Packages":"http://foo/a  http://foo/b"}""", false)]
    [InlineData("""{"Packages":["http://foo/a"]}""", false)]
    [InlineData("""{"SubmittedOn":1351157544}""", true)]
    [InlineData("""{"SubmittedOn":1351157544.5}""", false)]
    [InlineData("""{"SubmittedOn":null}""", false)]
    [InlineData("""{"Build":null}""", true)]
    [InlineData("""{"Build":5}""", false)]
    public void An_applications_own_type_holds_the_contracts_values(string json, bool isRead)
    {
        Func<Job?> read = () => JsonSerializer.Deserialize(json, JobContext.Default.Job);

        if (isRead)
        {
            read.Should().NotThrow().Which.Should().NotBeNull();
        }
        else
        {
            read.Should().Throw<JsonException>().Which.Path.Should().Be($"$.{json.Split('"')[1]}");
        }
    }

    [Fact]
    public void A_default_value_is_not_written() =>
        FluentActions.Invoking(static () => JsonSerializer.Serialize(new Job(), JobContext.Default.Job)).Should().Throw<JsonException>().WithMessage("default(Chroot)*");

    [Fact]
    public void A_lenient_time_of_an_applications_own_keeps_its_fraction()
    {
        var options = new JsonSerializerOptions();
        options.Converters.Add(new UnixTimeConverter(ReadingMode.Lenient));

        DateTimeOffset time = JsonSerializer.Deserialize<DateTimeOffset>("1351157544.75", options);

        JsonSerializer.Serialize(time, options).Should().Be("1351157544.75");
    }

    [Fact]
    public async Task A_frontend_answers_and_a_backend_reads_over_http()
    {
        await using WebApplication frontend = Frontend();
        await frontend.StartAsync();
        using var backend = new HttpClient { BaseAddress = new Uri(frontend.Urls.Single(), UriKind.Absolute) };
        WaitingBuilds expected = CoprJson.Read<WaitingBuilds>(WikiExample.Bytes);

        (await backend.GetFromJsonAsync<WaitingBuilds>(WaitingBuilds.Path, CoprJson.Strict)).Should().Be(expected);
        (await backend.GetByteArrayAsync(WaitingBuilds.Path)).Should().Equal(CoprJson.Write(expected));
        await using Stream body = await backend.GetStreamAsync(WaitingBuilds.Path);
        (await CoprJson.ReadAsync<WaitingBuilds>(body)).Should().Be(expected);

        using HttpResponseMessage echoed = await backend.PostAsJsonAsync("builds/", Samples.Build, CoprJson.Strict);
        (await echoed.Content.ReadFromJsonAsync<Build>(CoprJson.Lenient)).Should().Be(Samples.Build);

        using HttpResponseMessage refused = await backend.PostAsync("builds/", JsonContent.Create(new { id = 1 }));
        ((int)refused.StatusCode).Should().Be(400);
    }

    private static WebApplication Frontend()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.ConfigureHttpJsonOptions(static options => options.SerializerOptions.AddCoprContracts());
        WebApplication frontend = builder.Build();
        frontend.MapGet("/" + WaitingBuilds.Path, static () => CoprJson.Read<WaitingBuilds>(WikiExample.Bytes));
        frontend.MapPost("/builds/", static (Build build) => build);
        return frontend;
    }

    internal sealed record Job
    {
        public Chroot Chroot { get; init; }

        public Chroot? Other { get; init; }

        public SpaceSeparatedList<PackageUrl> Packages { get; init; }

        [JsonConverter(typeof(UnixTimeConverter))]
        public DateTimeOffset SubmittedOn { get; init; }

        public Build? Build { get; init; }

        public string? Note { get; init; }
    }

    [JsonSerializable(typeof(Job))]
    internal sealed partial class JobContext : JsonSerializerContext;
}
