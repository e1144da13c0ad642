using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Copr.Contracts.Json;
using Copr.Contracts.Tests.Wiki;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Copr.Contracts.Tests.Json;

/// <summary>The contract among an application's own types, options and connections.</summary>
public sealed partial class ApplicationTests
{
    private static readonly Ticket Whole = new()
    {
        Chroot = Chroot.Parse("fedora-17-i386"),
        Other = Chroot.Parse("fedora-rawhide-x86_64"),
        Package = PackageUrl.Parse("http://foo/a%40b.src.rpm?x&y"),
        Repository = RepositoryUrl.Parse("http://foo/repo"),
        Chroots = [Chroot.Parse("fedora-17-i386"), Chroot.Parse("fedora-17-x86_64")],
        At = DateTimeOffset.FromUnixTimeSeconds(1351157544),
        Local = new DateTimeOffset(2012, 10, 25, 11, 32, 24, TimeSpan.FromHours(2)),
        Waiting = CoprJson.Read<WaitingBuilds>(WikiExample.Bytes),
    };

    public static TheoryData<string> Broken => ["default(Chroot)", "default(PackageUrl)", "default(RepositoryUrl)"];

    [Fact]
    public void A_chain_of_contexts_needs_no_reflection()
    {
        var options = new JsonSerializerOptions { TypeInfoResolver = JsonTypeInfoResolver.Combine(TicketContext.Default, CoprJsonContext.Default) };

        JsonSerializer.Deserialize<Ticket>(JsonSerializer.Serialize(Whole, options), options).Should().Be(Whole);
    }

    [Fact]
    public void The_order_of_calls_does_not_matter()
    {
        JsonSerializerOptions before = new JsonSerializerOptions().AddCoprContracts();
        before.TypeInfoResolverChain.Add(TicketContext.Default);
        JsonSerializerOptions behind = new JsonSerializerOptions { TypeInfoResolverChain = { TicketContext.Default } }.AddCoprContracts();

        JsonSerializer.Serialize(Whole, before).Should().Be(JsonSerializer.Serialize(Whole, behind));
    }

    [Fact]
    public void Of_two_modes_the_one_that_was_added_last_holds()
    {
        byte[] build = Document.Utf8(Samples.Build.ToString().Replace("1351157544", "1351157544.5", StringComparison.Ordinal));
        JsonSerializerOptions lenient = new JsonSerializerOptions().AddCoprContracts().AddCoprContracts(ReadingMode.Lenient);
        JsonSerializerOptions strict = new JsonSerializerOptions().AddCoprContracts(ReadingMode.Lenient).AddCoprContracts();

        FluentActions.Invoking(() => CoprJson.Read<Build>(build, lenient)).Should().NotThrow();
        FluentActions.Invoking(() => CoprJson.Read<Build>(build, strict)).Should().Throw<ContractException>();
    }

    [Fact]
    public void Options_that_were_used_cannot_be_added_to()
    {
        var options = new JsonSerializerOptions { TypeInfoResolver = TicketContext.Default };
        JsonSerializer.Serialize(Whole, options);

        options.Invoking(static used => used.AddCoprContracts()).Should().Throw<InvalidOperationException>();
    }

    [Theory]
    [InlineData("\"id\":5}", "\"id\":\"5\"}")]
    [InlineData("\"id\":5}", "\"ID\":5}")]
    [InlineData("\"submitted_on\":1351157544", "\"submitted_on\":\"2012-10-25T09:32:24Z\"")]
    [InlineData("\"canceled\":null", "\"canceled\":\"true\"")]
    public void Web_defaults_do_not_soften_the_contract(string from, string to)
    {
        JsonSerializerOptions options = new JsonSerializerOptions(JsonSerializerDefaults.Web).AddCoprContracts();
        string build = Samples.Build.ToString();
        int at = build.LastIndexOf(from, StringComparison.Ordinal);

        FluentActions.Invoking(() => JsonSerializer.Deserialize<Build>(build[..at] + to + build[(at + from.Length)..], options)).Should().Throw<ContractException>();
    }

    [Fact]
    public void An_applications_own_times_stay_as_they_were() =>
        JsonSerializer.Serialize(Whole, TicketContext.Default.Ticket).Should().Contain("\"Local\":\"2012-10-25T11:32:24+02:00\"").And.Contain("\"At\":1351157544,");

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_value_that_was_never_set_is_not_written(string value)
    {
        Ticket ticket = value switch
        {
            "default(Chroot)" => Whole with { Chroot = default },
            "default(PackageUrl)" => Whole with { Package = default },
            _ => Whole with { Repository = default },
        };

        FluentActions.Invoking(() => JsonSerializer.Serialize(ticket, TicketContext.Default.Ticket)).Should().Throw<JsonException>().WithMessage($"{value}*");
    }

    [Fact]
    public void What_may_be_null_is_written_as_null() =>
        JsonSerializer.Serialize(Whole with { Other = null, Chroots = [], Waiting = null }, TicketContext.Default.Ticket)
            .Should().Contain("\"Other\":null,").And.Contain("\"Chroots\":null,").And.EndWith("\"Waiting\":null}");

    [Theory]
    [InlineData("253402300799")]
    [InlineData("-62135596800")]
    public void A_time_at_the_limit_goes_both_ways(string time)
    {
        var options = new JsonSerializerOptions { Converters = { new UnixTimeConverter() } };

        JsonSerializer.Serialize(JsonSerializer.Deserialize<DateTimeOffset>(time, options), options).Should().Be(time);
    }

    [Theory]
    [InlineData("253402300800")]
    [InlineData("-62135596801")]
    [InlineData("9223372036854775807")]
    [InlineData("1e400")]
    [InlineData("0.5")]
    [InlineData("\"0\"")]
    [InlineData("null")]
    public void A_time_that_there_is_not_is_refused(string time)
    {
        var options = new JsonSerializerOptions { Converters = { new UnixTimeConverter() } };

        FluentActions.Invoking(() => JsonSerializer.Deserialize<DateTimeOffset>(time, options)).Should().Throw<JsonException>().Which.Path.Should().Be("$");
    }

    [Fact]
    public async Task Over_http_a_broken_answer_is_told_with_its_place()
    {
        await using WebApplication server = await Serve(static context => context.Response.WriteAsync(WikiExample.Text.Replace("\"id\": 4", "\"id\": \"4\"", StringComparison.Ordinal)));
        using HttpClient client = Client(server);

        Func<Task> read = () => client.GetFromJsonAsync<WaitingBuilds>("", CoprJson.Strict);

        JsonException exception = (await read.Should().ThrowAsync<JsonException>()).Which;
        (exception.Path, exception.LineNumber).Should().Be(("$.builds[1].id", 38L));
    }

    [Fact]
    public async Task Over_http_a_build_is_read_before_the_answer_ends()
    {
        var isRead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using WebApplication server = await Serve(async context =>
        {
            await context.Response.WriteAsync($"{{\"builds\":[{Samples.Build}");
            await context.Response.Body.FlushAsync();
            await isRead.Task.WaitAsync(TimeSpan.FromMinutes(1));
            await context.Response.WriteAsync("]}");
        });
        using HttpClient client = Client(server);
        await using Stream answer = await client.GetStreamAsync("");
        await using IAsyncEnumerator<BuildEntry> entries = new WaitingBuildsReader().ReadAsync(answer).GetAsyncEnumerator();

        (await entries.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1))).Should().BeTrue();
        isRead.SetResult();

        entries.Current.Build.Should().Be(Samples.Build);
        (await entries.MoveNextAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task Over_http_an_early_frontend_is_read_leniently()
    {
        await using WebApplication server = await Serve(static async context => await context.Response.BodyWriter.WriteAsync(Conformance.ConformanceCase.Of("early-wire-contract").Text));
        using HttpClient client = Client(server);
        using HttpResponseMessage answer = await client.GetAsync(new Uri("", UriKind.Relative));

        (await answer.Content.ReadFromJsonAsync<WaitingBuilds>(CoprJson.Lenient))!.Builds[0].CoprId.Should().Be(3);
    }

    private static HttpClient Client(WebApplication server) => new() { BaseAddress = new Uri(server.Urls.Single(), UriKind.Absolute) };

    private static async Task<WebApplication> Serve(RequestDelegate answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication server = builder.Build();
        server.Run(answer);
        await server.StartAsync();
        return server;
    }

    internal sealed record Ticket
    {
        public Chroot Chroot { get; init; }

        public Chroot? Other { get; init; }

        public PackageUrl Package { get; init; }

        public RepositoryUrl Repository { get; init; }

        public SpaceSeparatedList<Chroot> Chroots { get; init; }

        [JsonConverter(typeof(UnixTimeConverter))]
        public DateTimeOffset At { get; init; }

        public DateTimeOffset Local { get; init; }

        public WaitingBuilds? Waiting { get; init; }
    }

    [JsonSerializable(typeof(Ticket))]
    internal sealed partial class TicketContext : JsonSerializerContext;
}
