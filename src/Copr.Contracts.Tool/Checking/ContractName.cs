using System.Text.Json;

namespace Copr.Contracts.Tool.Checking;

/// <summary>Which document of the contract a text is.</summary>
internal static class ContractName
{
    public const string WaitingBuilds = "waiting-builds";

    public const string UpdateBuilds = "update-builds";

    private static readonly string[] OfWaitingBuilds = ["copr", "copr_id", "user_id", "pkgs", "chroots", "submitted_on", "canceled"];

    private static readonly string[] OfUpdateBuilds = ["started_on", "results", "ended_on", "status"];

    /// <summary>Told from the members of the first builds, as far as the beginning of the text reaches; a list of waiting builds where nothing tells.</summary>
    public static string Detect(ReadOnlySpan<byte> beginning)
    {
        var reader = new Utf8JsonReader(beginning, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { AllowTrailingCommas = true }));
        bool isUpdate = false;
        try
        {
            while (reader.Read())
            {
                // The members of a build are at depth 3: the document, its list, the build.
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 3)
                {
                    string name = reader.GetString()!;
                    if (OfWaitingBuilds.Contains(name))
                    {
                        return WaitingBuilds;
                    }

                    isUpdate |= OfUpdateBuilds.Contains(name);
                }
                else if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 2 && isUpdate)
                {
                    return UpdateBuilds;
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // What is wrong with it is for the check to tell.
        }

        return isUpdate ? UpdateBuilds : WaitingBuilds;
    }
}
