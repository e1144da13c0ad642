using System.Text.Json;

namespace Copr.Contracts.Tool.Checking;

/// <summary>The contracts that a document can be checked against, which are named after their schemas.</summary>
internal static class ContractName
{
    public const string WaitingBuilds = "waiting-builds";

    public const string UpdateBuilds = "update-builds";

    public const string UpdateBuildsResult = "update-builds-result";

    public const string StartingBuild = "starting-build";

    public const string StartingBuildResult = "starting-build-result";

    public const string CanceledBuilds = "canceled-builds";

    private static readonly string[] MembersOfWaitingBuilds = ["copr", "copr_id", "user_id", "pkgs", "chroots", "submitted_on", "canceled"];

    private static readonly string[] MembersOfUpdateBuilds = ["started_on", "results", "ended_on", "status"];

    public static string[] All { get; } =
        [WaitingBuilds, UpdateBuilds, UpdateBuildsResult, StartingBuild, StartingBuildResult, CanceledBuilds];

    /// <summary>
    /// Detects the contract from the members of the document and of its first builds, as far as its beginning contains them. If they do not
    /// decide, its name does, and without one it is a list of waiting builds.
    /// </summary>
    public static string Detect(ReadOnlySpan<byte> beginning, string name) =>
        DetectByShape(beginning) ?? DetectByName(name) ?? WaitingBuilds;

    private static string? DetectByName(string name)
    {
        string file = name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Replace('_', '-');
        return All.OrderByDescending(static contract => contract.Length)
            .FirstOrDefault(contract => file.StartsWith(contract, StringComparison.OrdinalIgnoreCase));
    }

    private static string? DetectByShape(ReadOnlySpan<byte> beginning)
    {
        var state = new JsonReaderState(new JsonReaderOptions { AllowTrailingCommas = true });
        var reader = new Utf8JsonReader(beginning, isFinalBlock: false, state);
        bool isUpdate = false;
        bool isInBuilds = false;
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
                {
                    string member = reader.GetString()!;
                    isInBuilds = member == "builds";
                    if (OfMember(member) is { } contract)
                    {
                        return contract;
                    }
                }
                else if (isInBuilds && reader.TokenType == JsonTokenType.Number && reader.CurrentDepth == 2)
                {
                    return CanceledBuilds;
                }
                else if (isInBuilds && reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 3)
                {
                    string member = reader.GetString()!;
                    if (MembersOfWaitingBuilds.Contains(member))
                    {
                        return WaitingBuilds;
                    }

                    isUpdate |= MembersOfUpdateBuilds.Contains(member);
                }
                else if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 2 && isUpdate)
                {
                    return UpdateBuilds;
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The check reports the error.
        }

        return isUpdate ? UpdateBuilds : null;
    }

    private static string? OfMember(string member) => member switch
    {
        "updated_builds_ids" or "non_existing_builds_ids" or "updated_builds" => UpdateBuildsResult,
        "build_id" or "backend" => StartingBuild,
        "can_start" => StartingBuildResult,
        _ => null,
    };
}
