namespace Copr.Contracts.Json;

/// <summary>The names of the contract's members, encoded once for the writers.</summary>
internal static class MemberNames
{
    public static readonly JsonEncodedText Backend = JsonEncodedText.Encode("backend");
    public static readonly JsonEncodedText BuildId = JsonEncodedText.Encode("build_id");
    public static readonly JsonEncodedText Builds = JsonEncodedText.Encode("builds");
    public static readonly JsonEncodedText Canceled = JsonEncodedText.Encode("canceled");
    public static readonly JsonEncodedText CanStart = JsonEncodedText.Encode("can_start");
    public static readonly JsonEncodedText Chroots = JsonEncodedText.Encode("chroots");
    public static readonly JsonEncodedText Copr = JsonEncodedText.Encode("copr");
    public static readonly JsonEncodedText CoprId = JsonEncodedText.Encode("copr_id");
    public static readonly JsonEncodedText EndedOn = JsonEncodedText.Encode("ended_on");
    public static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    public static readonly JsonEncodedText Name = JsonEncodedText.Encode("name");
    public static readonly JsonEncodedText NonExistingBuildIds = JsonEncodedText.Encode("non_existing_builds_ids");
    public static readonly JsonEncodedText OwnerId = JsonEncodedText.Encode("owner_id");
    public static readonly JsonEncodedText Packages = JsonEncodedText.Encode("pkgs");
    public static readonly JsonEncodedText Repositories = JsonEncodedText.Encode("repos");
    public static readonly JsonEncodedText Results = JsonEncodedText.Encode("results");
    public static readonly JsonEncodedText StartedOn = JsonEncodedText.Encode("started_on");
    public static readonly JsonEncodedText Status = JsonEncodedText.Encode("status");
    public static readonly JsonEncodedText SubmittedOn = JsonEncodedText.Encode("submitted_on");
    public static readonly JsonEncodedText UpdatedBuildIds = JsonEncodedText.Encode("updated_builds_ids");
    public static readonly JsonEncodedText UserId = JsonEncodedText.Encode("user_id");
}
