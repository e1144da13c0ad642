namespace Copr.Contracts;

/// <summary>
/// What Copr's own frontend sent in its first year, November 2012 to November 2013, and lenient readers accept: no <c>copr_id</c>, and
/// a copr with an <c>owner</c> but without <c>owner_id</c>, <c>chroots</c> and <c>repos</c>, whose <c>repos</c> are on the build.
/// </summary>
internal static class EarlyWire
{
    /// <summary>Whether the build's <c>copr_id</c> is that of its copr.</summary>
    public static bool LacksCoprId(in Members build) => build.IsLenient && !build.Has("copr_id"u8);

    /// <summary>Finds the owner's id in the <c>owner</c> of a copr without <c>owner_id</c>.</summary>
    public static long? FindOwnerId(in Members copr) =>
        copr.IsLenient && !copr.Has("owner_id"u8) ? copr.Peek("owner"u8).PeekInteger("id"u8) : null;

    /// <summary>Whether the copr's chroots are those of its build.</summary>
    public static bool LacksChroots(in Members copr) => copr.IsLenient && copr.IsInner && !copr.Has("chroots"u8);

    /// <summary>Fills what the build lacks from its copr, and what the copr lacks from the build.</summary>
    public static Build Fill(Build build, in Members members)
    {
        Members copr = members.Peek("copr"u8);
        bool lacksChroots = LacksChroots(copr);
        bool lacksRepositories = !copr.Has("repos"u8) && (lacksChroots || !copr.Has("owner_id"u8) || LacksCoprId(members));
        if (copr.IsMissing || !(LacksCoprId(members) || lacksChroots || lacksRepositories))
        {
            return build;
        }

        if (lacksChroots && !members.Has("chroots"u8))
        {
            copr.ReportMissing("chroots"u8);
        }

        return build with
        {
            CoprId = LacksCoprId(members) ? build.Copr.Id : build.CoprId,
            Copr = build.Copr with
            {
                Chroots = lacksChroots ? build.Chroots : build.Copr.Chroots,
                Repositories = lacksRepositories ? members.PeekList<RepositoryUrl>("repos"u8) : build.Copr.Repositories,
            },
        };
    }

    /// <summary>Whether the response is that of a frontend of the first weeks, <c>{"updated_builds":1}</c>: a success without ids.</summary>
    public static bool HasNoIds(in Members result) =>
        result.IsLenient && result.PeekInteger("updated_builds"u8) is not null && !result.Has("updated_builds_ids"u8);
}
