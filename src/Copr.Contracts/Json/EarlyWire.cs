using System.Runtime.InteropServices;
using System.Text.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Json;

/// <summary>
/// What Copr's own frontend sent in its first year, November 2012 to November 2013: no <c>copr_id</c>, and a copr
/// without <c>owner_id</c>, <c>chroots</c> and <c>repos</c>, but with an <c>owner</c>; <c>repos</c> stood on the build.
/// </summary>
internal static class EarlyWire
{
    public static CoprProject Fill(CoprProject copr, List<string> absent, ReadContext context, in Utf8JsonReader reader, long start)
    {
        bool isEarly = absent.Contains("owner_id") || absent.Contains("chroots");
        if (absent.Contains("owner_id")
            && copr.UnknownMembers.TryGetValue("owner", out JsonElement owner)
            && owner.ValueKind == JsonValueKind.Object
            && owner.TryGetProperty("id", out JsonElement id)
            && id.ValueKind == JsonValueKind.Number
            && id.TryGetInt64(out long ownerId))
        {
            absent.Remove("owner_id");
            copr = copr with { OwnerId = ownerId };
        }

        if (context.IsIn("copr"))
        {
            context.LeftToBuild = (absent.Contains("chroots"), absent.Contains("repos"), isEarly, start);
            absent.Remove("chroots");
        }

        return copr;
    }

    public static Build Fill(Build build, List<string> absent, ReadContext context, in Utf8JsonReader reader, long start)
    {
        (bool lacksChroots, bool lacksRepositories, bool isEarly, long coprStart) = context.LeftToBuild;
        context.LeftToBuild = default;

        // A body that lacks nothing but what may be null is none of the first year: a strict reader takes it, and its "repos" are not the copr's.
        lacksRepositories &= isEarly || absent.Contains("copr_id");
        if (build.Copr is not { } copr)
        {
            // What is wrong with the copr is said already, and without one there is no id to miss.
            absent.Remove("copr_id");
            return build;
        }

        if (lacksChroots && absent.Contains("chroots"))
        {
            context.Enter("copr");
            context.Report(Rules.MissingMember, reader, coprStart, "\"chroots\" is missing, and the build has none to take its place");
            context.Leave();
        }

        return build with
        {
            CoprId = absent.Remove("copr_id") ? copr.Id : build.CoprId,
            Copr = copr with
            {
                Chroots = lacksChroots ? build.Chroots : copr.Chroots,
                Repositories = lacksRepositories ? RepositoriesOf(build, context) : copr.Repositories,
            },
        };
    }

    /// <summary>The <c>repos</c> that stood on the build, where they still do.</summary>
    private static SpaceSeparatedList<RepositoryUrl> RepositoriesOf(Build build, ReadContext context)
    {
        if (!build.UnknownMembers.TryGetValue("repos", out JsonElement repositories))
        {
            return [];
        }

        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(repositories), new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        context.Enter("repos");
        context.IsAside = true;
        Values.ListOf<RepositoryUrl>().TryRead(ref reader, context, out SpaceSeparatedList<RepositoryUrl> list);
        context.IsAside = false;
        context.Leave();
        return list;
    }
}
