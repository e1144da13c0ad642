using Copr.Frontend.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Copr.Contracts.AspNetCore.Tests;

/// <summary>The code of docs/entity-framework.md against SQLite, where every warning is an exception.</summary>
public sealed class EntityFrameworkTests : IDisposable
{
    private static readonly Chroot Fedora = Chroot.Parse("fedora-17-x86_64");

    private readonly SqliteConnection connection = new("Data Source=:memory:");

    public EntityFrameworkTests() => connection.Open();

    [Fact]
    public void The_page_shows_the_file_that_the_sample_uses()
    {
        string[] code = Documentation.Blocks("docs/entity-framework.md", "csharp");

        code[0].Should().Be(Documentation.Read("samples/Frontend/Storage/ContractColumns.cs"));
        Documentation.Contains("tests/Copr.Contracts.AspNetCore.Tests/EntityFrameworkTests.cs", code[1]).Should().BeTrue();
    }

    [Fact]
    public void Values_and_lists_are_read_as_they_were_stored()
    {
        using Queue queue = CreateQueue();
        queue.Add(new Row
        {
            Chroot = Fedora,
            Package = PackageUrl.Parse("http://foo/%40me/pkg.src.rpm?a=1&b=2"),
            Repository = RepositoryUrl.Parse("http://foo/repo"),
            Chroots = [Fedora, Chroot.Parse("fedora-17-i386")],
            Packages = SpaceSeparatedList<PackageUrl>.Parse("http://foo/a http://foo/b"),
        });
        queue.SaveChanges();
        queue.ChangeTracker.Clear();

        Row row = queue.Rows.Single();

        (row.Chroot, row.Package.ToString(), row.Repository.ToString()).Should()
            .Be((Fedora, "http://foo/%40me/pkg.src.rpm?a=1&b=2", "http://foo/repo"));
        (row.Chroots.ToString(), row.Packages.ToString()).Should()
            .Be(("fedora-17-x86_64 fedora-17-i386", "http://foo/a http://foo/b"));
        (row.Repositories, row.Optional, row.OptionalList).Should().Be((default, null, null));
    }

    [Fact]
    public void The_columns_contain_the_texts_of_the_wire()
    {
        using Queue queue = CreateQueue();
        queue.Add(new Row { Chroot = Fedora, Chroots = [Fedora, Chroot.Parse("fedora-17-i386")] });
        queue.SaveChanges();

        queue.Database
            .SqlQuery<string>($"SELECT Chroots || '|' || Repositories || '|' || IFNULL(OptionalList, 'NULL') AS Value FROM Rows").Single()
            .Should().Be("fedora-17-x86_64 fedora-17-i386||NULL");
    }

    [Fact]
    public void Only_a_different_list_is_a_change()
    {
        using Queue queue = CreateQueue();
        var row = new Row { Chroot = Fedora, Chroots = [Fedora] };
        queue.Add(row);
        queue.SaveChanges();

        row.Chroots = SpaceSeparatedList<Chroot>.Parse(Fedora.ToString());
        bool isChangedByAnEqualList = queue.ChangeTracker.HasChanges();
        row.Chroots = [Fedora, Fedora];

        (isChangedByAnEqualList, queue.ChangeTracker.HasChanges()).Should().Be((false, true));
    }

    [Fact]
    public void Queries_compare_sort_and_join_by_value()
    {
        using Queue queue = CreateQueue();
        SpaceSeparatedList<Chroot> chroots = [Fedora];
        queue.Add(new Row { Chroot = Fedora, Chroots = chroots });
        queue.Add(new Row { Chroot = Chroot.Parse("fedora-18-x86_64"), Optional = Fedora });
        queue.Add(new ByChroot { Chroot = Fedora, Memory = 4 });
        queue.SaveChanges();

        queue.Rows.Count(row => row.Chroot == Fedora).Should().Be(1);
        queue.Rows.Count(row => row.Chroots == chroots).Should().Be(1);
        queue.Rows.Count(static row => row.Optional != null).Should().Be(1);
        queue.Rows.OrderByDescending(static row => row.Chroot).First().Chroot.Release.Should().Be("fedora-18");
        queue.Rows.Join(queue.ByChroot, static row => row.Chroot, static limit => limit.Chroot, static (_, limit) => limit.Memory)
            .Should().Equal(4);
        queue.ByChroot.Find(Fedora)!.Memory.Should().Be(4);
    }

    [Fact]
    public void A_stored_text_that_breaks_the_contract_is_reported()
    {
        using Queue queue = CreateQueue();
        queue.Add(new Row { Chroot = Fedora });
        queue.SaveChanges();
        queue.ChangeTracker.Clear();
        queue.Database.ExecuteSql($"UPDATE Rows SET Chroots = 'fedora'");

        queue.Invoking(static stored => stored.Rows.Single()).Should().Throw<FormatException>().WithMessage("*\"fedora\"*");
    }

    public void Dispose() => connection.Dispose();

    private Queue CreateQueue()
    {
        var queue = new Queue(new DbContextOptionsBuilder<Queue>()
            .UseSqlite(connection)
            .ConfigureWarnings(static warnings => warnings.Default(WarningBehavior.Throw))
            .Options);
        queue.Database.EnsureCreated();
        return queue;
    }

    private sealed class Queue(DbContextOptions<Queue> options) : DbContext(options)
    {
        public DbSet<Row> Rows => Set<Row>();

        public DbSet<ByChroot> ByChroot => Set<ByChroot>();

        protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
            configurationBuilder.StoreContractAsText();
    }

    private sealed class Row
    {
        public long Id { get; init; }

        public Chroot Chroot { get; init; }

        public PackageUrl Package { get; init; } = PackageUrl.Parse("http://foo/pkg");

        public RepositoryUrl Repository { get; init; } = RepositoryUrl.Parse("http://foo/repo");

        public Chroot? Optional { get; init; }

        public SpaceSeparatedList<Chroot> Chroots { get; set; }

        public SpaceSeparatedList<PackageUrl> Packages { get; init; }

        public SpaceSeparatedList<RepositoryUrl> Repositories { get; init; }

        public SpaceSeparatedList<Chroot>? OptionalList { get; init; }
    }

    private sealed class ByChroot
    {
        [System.ComponentModel.DataAnnotations.Key]
        public Chroot Chroot { get; init; }

        public int Memory { get; init; }
    }
}
