namespace Copr.Frontend;

/// <summary>The settings outside of the sections of <see cref="BackendPassword"/> and <see cref="Leases.Settings"/>.</summary>
internal sealed class FrontendOptions
{
    public Connections ConnectionStrings { get; set; } = new();

    /// <summary>Whether the waiting list has what Copr's own backends of 2012 and 2013 read.</summary>
    public bool EarlyBackends { get; set; }

    /// <summary>The path below which the frontend is served.</summary>
    public string? PathBase { get; set; }

    /// <exception cref="InvalidOperationException">A setting has a wrong value.</exception>
    public FrontendOptions Check() => PathBase is null or "" or ['/', ..]
        ? this
        : throw new InvalidOperationException($"PathBase is '{PathBase}'. Set it to a path that starts with a slash, such as /backend.");

    public sealed class Connections
    {
        /// <summary>The database: PostgreSQL if there is a <c>Host</c>, otherwise SQLite.</summary>
        public string Queue { get; set; } = "Data Source=copr.db";
    }
}
