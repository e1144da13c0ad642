using System.ComponentModel.DataAnnotations;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Copr.Contracts.AspNetCore.Tests;

/// <summary>The code of docs/configuration.md.</summary>
public sealed class ConfigurationTests
{
    private const string Page = "docs/configuration.md";

    private static readonly string Settings = Documentation.Blocks(Page, "json").Single();

    [Fact]
    public void The_page_shows_the_code_of_these_tests() =>
        Documentation.Blocks(Page, "csharp").Should().HaveCount(2).And.OnlyContain(static code =>
            Documentation.Contains("tests/Copr.Contracts.AspNetCore.Tests/ConfigurationTests.cs", code));

    [Fact]
    public async Task The_settings_of_the_page_are_bound()
    {
        using IHost host = await StartAsync(Settings);

        BuilderOptions options = host.Services.GetRequiredService<IOptions<BuilderOptions>>().Value;

        options.DefaultChroot.Should().Be(Chroot.Parse("fedora-17-x86_64"));
        options.Chroots.ToString().Should().Be("fedora-17-i386 fedora-17-x86_64");
        options.Mirrors.Should().Equal(RepositoryUrl.Parse("http://foo/repo"), RepositoryUrl.Parse("http://bar/repo"));
        options.Memory.Should().Equal(new Dictionary<string, int> { ["fedora-17-x86_64"] = 4096 });
    }

    [Theory]
    [InlineData("\"fedora-17-x86_64\",", "\"fedora\",", "Builder:DefaultChroot", "COPR106 malformed-chroot: ")]
    [InlineData("\"fedora-17-x86_64\",", "null,", "DefaultChroot", "required")]
    [InlineData("fedora-17-i386 fedora-17-x86_64", "fedora-17-i386  fedora-17-x86_64", "Builder:Chroots", "COPR105 bad-separator: ")]
    [InlineData("http://bar/repo", "bar", "Builder:Mirrors:1", "COPR107 malformed-url: ")]
    [InlineData("{ \"fedora-17-x86_64\"", "{ \"fedora\"", "Builder:Memory", "COPR106")]
    [InlineData("\"fedora-17-i386 fedora-17-x86_64\"", "[\"fedora-17-i386\"]", "SpaceSeparatedList", "'0'")]
    public async Task A_wrong_value_stops_the_start_with_its_key_and_its_rule(string right, string wrong, string key, string rule)
    {
        string settings = Settings.Replace(right, wrong, StringComparison.Ordinal);
        settings.Should().NotBe(Settings);

        Func<Task> start = async () => (await StartAsync(settings)).Dispose();

        (await start.Should().ThrowAsync<Exception>()).Which.ToString().Should().Contain(key).And.Contain(rule);
    }

    [Fact]
    public async Task The_message_of_the_page_is_the_real_one()
    {
        string settings = Settings.Replace("\"fedora-17-x86_64\",", "\"fedora\",", StringComparison.Ordinal);

        Func<Task> start = async () => (await StartAsync(settings)).Dispose();

        (await start.Should().ThrowAsync<Exception>()).Which.ToString()
            .Should().StartWith(Documentation.Blocks(Page, "text").Single().Trim());
    }

    private static async Task<IHost> StartAsync(string settings)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(settings)));
        AddBuilderOptions(builder.Services);
        IHost host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static void AddBuilderOptions(IServiceCollection services)
    {
        services.AddOptions<BuilderOptions>()
            .BindConfiguration("Builder", static binder => binder.ErrorOnUnknownConfiguration = true)
            .Validate(
                static options => options.Memory.Keys.All(static key => Chroot.TryParse(key, out _)),
                "Builder:Memory has a key that is not a chroot (COPR106).")
            .ValidateDataAnnotations()
            .ValidateOnStart();
    }

    internal sealed class BuilderOptions
    {
        /// <summary>Nullable, so that a missing value is not default(Chroot), which is not a chroot.</summary>
        [Required]
        public Chroot? DefaultChroot { get; set; }

        public SpaceSeparatedList<Chroot> Chroots { get; set; }

        public IList<RepositoryUrl> Mirrors { get; } = [];

        /// <summary>The keys are texts, because the binder ignores a dictionary with keys of any other type.</summary>
        public IDictionary<string, int> Memory { get; } = new Dictionary<string, int>();
    }
}
