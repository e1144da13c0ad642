using System.Text.Json;

namespace Copr.Contracts.Tool.Checking;

/// <summary>The contracts that a document can be checked against.</summary>
internal static class ContractName
{
    public const string WaitingBuilds = "waiting-builds";

    public const string UpdateBuilds = "update-builds";

    private static readonly string[] MembersOfWaitingBuilds = ["copr", "copr_id", "user_id", "pkgs", "chroots", "submitted_on", "canceled"];

    private static readonly string[] MembersOfUpdateBuilds = ["started_on", "results", "ended_on", "status"];

    /// <summary>
    /// Detects the contract from the members of the first builds, as far as the beginning of the document contains them. If they do not
    /// decide, the document is a list of waiting builds.
    /// </summary>
    public static string Detect(ReadOnlySpan<byte> beginning)
    {
        var state = new JsonReaderState(new JsonReaderOptions { AllowTrailingCommas = true });
        var reader = new Utf8JsonReader(beginning, isFinalBlock: false, state);
        bool isUpdate = false;
        try
        {
            while (reader.Read())
            {
                // The members of a build are at depth 3, inside the document, its list and the build.
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 3)
                {
                    string name = reader.GetString()!;
                    if (MembersOfWaitingBuilds.Contains(name))
                    {
                        return WaitingBuilds;
                    }

                    isUpdate |= MembersOfUpdateBuilds.Contains(name);
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

        return isUpdate ? UpdateBuilds : WaitingBuilds;
    }
}
