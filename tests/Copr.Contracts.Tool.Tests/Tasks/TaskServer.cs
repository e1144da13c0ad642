using System.Globalization;
using Copr.Contracts.Tasks;
using Microsoft.AspNetCore.Http;

namespace Copr.Contracts.Tool.Tests.Tasks;

/// <summary>A frontend that lists tasks, and answers for each as a test wants.</summary>
internal static class TaskServer
{
    public static Task<TestServer> StartAsync(
        IReadOnlyList<string> tasks, Func<HttpContext, string, Task> answer, string? list = null, string? version = "9") =>
        TestServer.StartAsync(context =>
        {
            string path = context.Request.Path.Value!.Trim('/');
            if (version is not null && path.StartsWith("backend/", StringComparison.Ordinal))
            {
                context.Response.Headers[TaskEndpoints.VersionHeader] = version;
            }

            return path == TaskEndpoints.PendingJobs.Trim('/')
                ? TestServer.Text(list ?? $"[{string.Join(",\n", tasks.Select(Entry))}]")(context)
                : answer(context, path[(path.LastIndexOf('/') + 1)..]);
        });

    public static string Entry(string id)
    {
        TaskId task = TaskId.Parse(id, CultureInfo.InvariantCulture);
        string chroot = task.IsSource ? "null" : $"\"{task.Chroot}\"";
        string members = task.IsSource ? "" : ", \"tags\": [], \"allow_user_ssh\": false";
        return $$"""
            {"task_id": "{{id}}", "build_id": {{task.BuildId}}, "project_owner": "jdoe", "sandbox": "jdoe/hello--jdoe", "background": false, "chroot": {{chroot}}{{members}}}
            """;
    }

    /// <summary>Answers with a task that conforms.</summary>
    public static Task TaskAsync(HttpContext context, string id) => TestServer.Text(Task(id))(context);

    public static string Task(string id)
    {
        string folder = Path.Combine(ToolProgram.Root, "tests", "Copr.Contracts.Tests", "Tasks", "CoprToday");
        TaskId task = TaskId.Parse(id, CultureInfo.InvariantCulture);
        string file = File.ReadAllText(Path.Combine(folder, task.IsSource ? "srpm-task-link.json" : "build-task.json"));
        return task.IsSource
            ? file.Replace("\"build_id\": 1", $"\"build_id\": {task.BuildId}", StringComparison.Ordinal)
                .Replace("\"task_id\": \"1\"", $"\"task_id\": \"{id}\"", StringComparison.Ordinal)
            : file.Replace("8-fedora-42-x86_64", id, StringComparison.Ordinal)
                .Replace("fedora-42-x86_64", $"{task.Chroot}", StringComparison.Ordinal)
                .Replace("\"build_id\": 8", $"\"build_id\": {task.BuildId}", StringComparison.Ordinal);
    }
}
