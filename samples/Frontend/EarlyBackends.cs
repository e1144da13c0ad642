using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Copr.Contracts;

namespace Copr.Frontend;

/// <summary>Makes Copr's own backends of 2012 and 2013 work, if the setting asks for it.</summary>
internal static class EarlyBackends
{
    /// <summary>Copr's own defaults: MiB of memory, and seconds.</summary>
    private const int MemoryRequirement = 2048;

    private const int Timeout = 1800;

    /// <summary>Adds the members that those backends read. They end at an empty list that is null.</summary>
    public static Build AddMembers(Build build) => build with
    {
        UnknownMembers = Create(new()
        {
            ["repos"] = build.Copr.Repositories.ToString(),
            ["memory_reqs"] = MemoryRequirement,
            ["timeout"] = Timeout,
        }),
        Copr = build.Copr with
        {
            UnknownMembers = Create(new()
            {
                ["owner"] = new JsonObject
                {
                    ["id"] = build.Copr.OwnerId,
                    ["name"] = build.Copr.OwnerId.ToString(CultureInfo.InvariantCulture),
                },
            }),
        },
    };

    /// <summary>They send two slashes at the start of a path, if their setting ends with one.</summary>
    public static void UsePathsWithTwoSlashes(this IApplicationBuilder application) => application.Use(static (context, next) =>
    {
        string path = context.Request.Path.Value ?? "";
        if (path.StartsWith("//", StringComparison.Ordinal))
        {
            context.Request.Path = "/" + path.TrimStart('/');
        }

        return next(context);
    });

    private static UnknownMembers Create(JsonObject members) =>
        new(members.Select(static member => KeyValuePair.Create(member.Key, JsonElement.Parse(member.Value!.ToJsonString()))));
}
