using System.Text.Json;
using System.Text.Json.Serialization;

namespace Copr.Contracts.Benchmarks.Peers;

/// <summary>The fastest that System.Text.Json reads a task: source-generated, plain strings, numbers and lists, without any check.</summary>
internal sealed class PlainTask
{
    [JsonPropertyName("allow_user_ssh")]
    public bool AllowsUserSsh { get; set; }

    [JsonPropertyName("appstream")]
    public bool CreatesAppStream { get; set; }

    [JsonPropertyName("background")]
    public bool IsBackground { get; set; }

    [JsonPropertyName("build_id")]
    public long BuildId { get; set; }

    [JsonPropertyName("buildroot_pkgs")]
    public List<string>? BuildrootPackages { get; set; }

    [JsonPropertyName("chroot")]
    public string Chroot { get; set; } = "";

    [JsonPropertyName("enable_net")]
    public bool EnablesNetwork { get; set; }

    [JsonPropertyName("fedora_review")]
    public bool RunsFedoraReview { get; set; }

    [JsonPropertyName("git_hash")]
    public string? GitHash { get; set; }

    [JsonPropertyName("git_repo")]
    public string? GitRepository { get; set; }

    [JsonPropertyName("isolation")]
    public string Isolation { get; set; } = "";

    [JsonPropertyName("memory_reqs")]
    public long? RequiredMemory { get; set; }

    [JsonPropertyName("package_name")]
    public string PackageName { get; set; } = "";

    [JsonPropertyName("package_version")]
    public string? PackageVersion { get; set; }

    [JsonPropertyName("project_dirname")]
    public string ProjectDirectoryName { get; set; } = "";

    [JsonPropertyName("project_name")]
    public string ProjectName { get; set; } = "";

    [JsonPropertyName("project_owner")]
    public string ProjectOwner { get; set; } = "";

    [JsonPropertyName("repo_priority")]
    public long? RepositoryPriority { get; set; }

    [JsonPropertyName("repos")]
    public List<PlainRepository>? Repositories { get; set; }

    [JsonPropertyName("sandbox")]
    public string Sandbox { get; set; } = "";

    [JsonPropertyName("ssh_public_keys")]
    public string? SshPublicKeys { get; set; }

    [JsonPropertyName("storage")]
    public long? Storage { get; set; }

    [JsonPropertyName("submitter")]
    public string? Submitter { get; set; }

    [JsonPropertyName("tags")]
    public List<string>? Tags { get; set; }

    [JsonPropertyName("task_id")]
    public string TaskId { get; set; } = "";

    [JsonPropertyName("timeout")]
    public long? Timeout { get; set; }

    [JsonPropertyName("uses_devel_repo")]
    public bool UsesDevelopmentRepository { get; set; }

    [JsonPropertyName("with_opts")]
    public List<string>? WithOptions { get; set; }

    [JsonPropertyName("without_opts")]
    public List<string>? WithoutOptions { get; set; }

    public static PlainTask Read(byte[] document) => JsonSerializer.Deserialize(document, PlainTaskContext.Default.PlainTask)!;
}

internal sealed class PlainRepository
{
    [JsonPropertyName("baseurl")]
    public string BaseUrl { get; set; } = "";

    [JsonPropertyName("id")]
    public string Id { get; set; } = "";

    [JsonPropertyName("name")]
    public string Name { get; set; } = "";

    [JsonPropertyName("priority")]
    public long? Priority { get; set; }

    [JsonPropertyName("repo_gpgcheck")]
    public bool? VerifiesMetadata { get; set; }
}

[JsonSerializable(typeof(PlainTask))]
internal sealed partial class PlainTaskContext : JsonSerializerContext;
