using System.Globalization;
using System.Text;
using Copr.Contracts.Tool.Checking;

namespace Copr.Contracts.Tool.Tests.Fuzzing;

/// <summary>The arguments, the standard input and the folder of one run, which are random. Of equal seeds, they are equal.</summary>
internal sealed class RandomRun
{
    /// <summary>The password of the user and of headers.</summary>
    public const string Password = "hunter2";

    /// <summary>The password in URLs. The program does not know it from its arguments.</summary>
    public const string UrlPassword = "kangaroo7";

    private static readonly string[] Commands = ["check", "check", "check", "check", "explain", "rules", "schema", "example", "completion"];

    private static readonly string[] Options =
    [
        "--contract", "--lenient", "--limit", "--fail-on", "--disable", "--require-builds", "--format", "--output", "--repositories",
        "--allow-private", "--wire", "--wire=tasks", "--header", "--user", "--timeout", "--help", "--version", "-h", "-?", "/h", "--", "-", "--unknown", "--formt",
        "--format=json", "--format:sarif", "--output=report", "--limit=5", "-x", "--limit=", "--=", "[suggest:5]", "[suggest]", "[diagram]",
    ];

    private static readonly string[] Values =
    [
        "text", "json", "sarif", "junit", "github", "TEXT", "waiting-builds", "update-builds", "canceled-builds", "starting-build", "pending-tasks", "build-task", "task-updates", "cancel-requests", "wiki", "tasks", "error",
        "warning", "info", "COPR201", "copr206,COPR210", "COPR101", "mixed-releases", "0", "1", "-1", "5", "2147483648", "1e3", "NaN", "0.01",
        "99999999999999999999", "bash", "zsh", "fish", "powershell", "openapi", "X-Y:", ":", "bob", "", " ", "\u001b[31m", "\u202e", "\ud800", "é", "💥", "%00", "\u0001",
    ];

    private static readonly string[] Headers =
    [
        "X: " + Password, "X:" + Password, "X: a\nb" + Password, "Authorization: Bearer " + Password, "Content-Type: " + Password, "Host: x",
        "Cookie: a=" + Password, "é: " + Password, "X: é", ": " + Password, "X-Y:", Password, "",
    ];

    private static readonly string[] Names =
    [
        "a.json", "b.json", "waiting_builds.json", "update-builds.json", "é.json", "💥.json", "sp ace.json", "new\nline.json", "\u001b[31m.json",
        "\u202e.json", "\u0085.json", "[x].json", "@a", "-a", "--format", "~", "#", "%41.json", "a:b", "back\\slash", "'", "\"", ".hidden", "::error::x",
        "http:", "https:x", "copr_contracts", "x.json.gz", "COPR201", "tag\U000E0041.json", "]]>.json",
        $"bob:{UrlPassword}@x.json",
    ];

    private static readonly string[] Patterns =
    [
        "*", "?", "*.json", "**/*", "**/*.json", "**", "*/*", "*/../*", "./**", "***", "?*?", "*/", "**/", "**/**", "folder/*", "link/*", "loop/**",
        "no/*", "[*", "{a,b}*", "\\*", "*\n*", "pipe*", "folder/**/?.json",
    ];

    private static readonly string[] Urls =
    [
        "http://127.0.0.1:1/", "http://127.0.0.1:1/waiting_builds/?limit=5", $"http://bob:{UrlPassword}@127.0.0.1:1/", $"http://bob:{UrlPassword}@127.0.0.1:1/list.json",
        "http://127.0.0.1:1/?token=1#x", "http://", "http://[::1", "http://a b/", "https://127.0.0.1:1", "ftp://127.0.0.1/", "file:///etc/passwd",
        $"http://{UrlPassword}@127.0.0.1:1/", $"bob:{UrlPassword}@host", "http://127.0.0.1:99999/", "HTTP://127.0.0.1:1/*", $"https://bob:{UrlPassword}@[::1]:1/x?*",
        "http://127.0.0.1:1/%zz", "http://xn--/", "http://127.0.0.1:1/\u0000",
    ];

    private static readonly string[] Paths =
    [
        "", "list.json", "waiting_builds/", "redirect", "status", "cut", "gzip", "echo", "backend/pending-jobs/", "backend/get-build-task/8-fedora-42-x86_64",
        "backend/get-srpm-build-task/7", "backend/build-tasks/cancel-requests/", "tasks", "tasks/backend/pending-jobs/",
    ];

    private readonly Random random;

    private readonly string folder;

    private readonly int port;

    /// <param name="seed">The seed.</param>
    /// <param name="folder">A new folder, which is filled.</param>
    /// <param name="port">The port of a server on loopback.</param>
    public RandomRun(int seed, string folder, int port)
    {
        random = new Random(seed);
        this.folder = folder;
        this.port = port;
        Fill();
        Arguments = [.. CreateArguments().Where(static argument => !argument.Contains('\0', StringComparison.Ordinal))];
        Input = CreateDocument();
    }

    public string[] Arguments { get; }

    public byte[] Input { get; }

    private static byte[] Encode(string text, Encoding encoding, bool isMarked) => [.. isMarked ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];

    private T Pick<T>(params T[] of) => of[random.Next(of.Length)];

    private bool Sometimes(int outOf = 2) => random.Next(outOf) == 0;

    private List<string> CreateArguments() => Sometimes() ? CreateValidArguments() : CreateAnyArguments();

    private List<string> CreateValidArguments()
    {
        List<string> arguments = ["check", "--timeout", "2", Pick("*", "**/*", "*.json", "-", CreateUrl())];
        for (int number = random.Next(4); number > 0; number--)
        {
            arguments.AddRange(Pick<string[]>(
                ["--format", Pick("text", "json", "sarif", "junit", "github")],
                ["--output", Pick(Names)],
                ["--header", Pick(Headers)],
                ["--user", "bob"],
                ["--fail-on", "info"],
                ["--disable", "COPR206,COPR210"],
                ["--contract", Pick(ContractName.All)],
                ["--wire", Pick("tasks", "tasks", "wiki")],
                ["--limit", "5"],
                ["--lenient"],
                ["--require-builds"],
                ["--repositories", "--allow-private"]));
        }

        return Sometimes(6) ? ["explain", .. arguments[1..4]] : arguments;
    }

    private List<string> CreateAnyArguments()
    {
        List<string> arguments = Sometimes(20) ? [] : [Pick(Commands)];
        int count = random.Next(7);
        for (int number = 0; number < count; number++)
        {
            arguments.Add(random.Next(10) switch
            {
                0 or 1 or 2 => Pick(Options),
                3 => Pick(Values),
                4 or 5 => Pick(Patterns),
                6 => CreateUrl(),
                7 when Sometimes() => Path.Combine(folder, Pick(Names)),
                8 when Sometimes(10) => new string(Pick('x', '*', '/', '-', '@'), random.Next(5000)),
                _ => Pick(Names),
            });
            if (arguments[^1].StartsWith("--", StringComparison.Ordinal) && !arguments[^1].Contains('=', StringComparison.Ordinal) && !Sometimes(4))
            {
                arguments.Add(arguments[^1] == "--header" ? Pick(Headers) : Sometimes(3) ? Pick(Names) : Pick(Values));
            }
        }

        // Without a source, the standard input would be read.
        if (arguments is ["check" or "explain", ..] && (Sometimes() || arguments.Count == 1))
        {
            arguments.Add(Sometimes() ? Pick(Patterns) : Pick(Names));
        }

        // Nothing may hang for longer than the test.
        if (arguments is ["check" or "explain", ..])
        {
            arguments.InsertRange(1, ["--timeout", "2"]);
        }

        return arguments;
    }

    private string CreateUrl() => Sometimes(3) ? Pick(Urls) : string.Create(
        CultureInfo.InvariantCulture,
        $"http://{(Sometimes(3) ? $"bob:{UrlPassword}@" : "")}127.0.0.1:{port}/{Pick(Paths)}");

    private void Fill()
    {
        int files = random.Next(6);
        for (int number = 0; number < files; number++)
        {
            string place = Pick("", "", "folder", "folder/inner", "@folder", "waiting_builds.d");
            Directory.CreateDirectory(Path.Combine(folder, place));
            Try(path => File.WriteAllBytes(path, CreateDocument()), place, Pick(Names));
        }

        if (Sometimes())
        {
            string link = Pick("link", "loop", "a.json", "b.json");
            string target = Pick("a.json", "..", ".", "loop", "nowhere", "/dev/null", "folder", "b.json");
            Try(path => File.CreateSymbolicLink(path, link == "link" && Sometimes() ? "pipe" : target), "", link);
        }

        if (Sometimes(4))
        {
            Try(static path => Pipes.Make(path), "", Pick("pipe", "pipe.json"));
        }

        if (Sometimes(8))
        {
            Try(static path => Directory.CreateDirectory(path), "", Pick(Names));
        }
    }

    /// <summary>Makes a file if its name is not used yet.</summary>
    private void Try(Action<string> make, string place, string name)
    {
        string path = Path.Combine(folder, place, name);
        if (!Path.Exists(path) && new FileInfo(path).LinkTarget is null)
        {
            make(path);
        }
    }

    private byte[] CreateDocument()
    {
        string text = CreateText();
        return random.Next(10) switch
        {
            0 => Encode(text, Encoding.Unicode, Sometimes()),
            1 => Encode(text, Encoding.BigEndianUnicode, Sometimes()),
            2 => Encode(text, Encoding.UTF32, Sometimes()),
            3 => Encode(text, Encoding.UTF8, isMarked: true),
            4 => Encode(text, Encoding.Latin1, isMarked: false),
            5 => Damage(Encode(text, new UTF8Encoding(false), isMarked: false)),
            _ => Encode(text, new UTF8Encoding(false), isMarked: false),
        };
    }

    /// <summary>Cuts off a document. Bytes are only replaced if there is no password, because no part of one would be recognized after that.</summary>
    private byte[] Damage(byte[] document)
    {
        int replaced = document.AsSpan().IndexOf(Encoding.UTF8.GetBytes(UrlPassword)) < 0 ? random.Next(5) : 0;
        for (int number = 0; number < replaced && document.Length > 0; number++)
        {
            document[random.Next(document.Length)] = (byte)random.Next(256);
        }

        return document[..EndOutsidePassword(document, random.Next(document.Length + 1))];
    }

    /// <summary>Without its @, nothing says that a text without a scheme ends in a password.</summary>
    private static int EndOutsidePassword(ReadOnlySpan<byte> document, int end)
    {
        int start = document[..Math.Min(document.Length, end + UrlPassword.Length)].LastIndexOf(Encoding.UTF8.GetBytes(UrlPassword));
        bool isInside = start >= 0 && start < end && end <= start + UrlPassword.Length;
        return isInside && document[..start].EndsWith("bob:"u8) && !document[..start].EndsWith("/bob:"u8) ? start : end;
    }

    private string CreateText() => random.Next(15) switch
    {
        0 => "",
        1 => "[]",
        2 => new string('[', random.Next(200)),
        3 => """{"builds":[{"id":1,"status":1,"results":"http://bob:kangaroo7@host/","ended_on":1}]}""",
        4 => """{"builds":[1,2,"x"]}""",
        5 => """{"build_id":1,"backend":"\ud800"}""",
        6 => """{"can_start":true,"::error::\u001b":"x@"}""",
        7 => """{"updated_builds_ids":[1],"non_existing_builds_ids":[]}""",
        8 => $"[{string.Join(",\n", Enumerable.Range(1, random.Next(12)).Select(CreateTask))}]",
        9 => """["7", "8-fedora-42-x86_64", "\u001b[31m", "http://bob:kangaroo7@host"]"""[..^(Sometimes() ? 2 : 0)],
        10 => """{"builds":[{"id":8,"task_id":"8-fedora-42-x86_64","chroot":"x","status":99,"srpm_url":"http://bob:kangaroo7@host/x","results":[]}]}""",
        _ => WaitingBuildsText.Of([.. Enumerable.Range(1, random.Next(Sometimes(20) ? 3000 : 12)).Select(CreateBuild)])
            .Replace(",", Sometimes() ? ",\n" : ",\u2028"[..1], StringComparison.Ordinal),
    };

    private string CreateTask(int id) => string.Create(CultureInfo.InvariantCulture, $$"""
        {"task_id":"{{Pick($"{id}", $"{id}-fedora-42-x86_64", "x", "\\u001b[31m")}}","build_id":{{Pick($"{id}", "null", "1e400")}},"project_owner":"{{Pick("jdoe", $"http://bob:{UrlPassword}@host/", "../x")}}",
        "sandbox":"x","background":false,"chroot":{{Pick("null", "\"fedora-42-x86_64\"", "\"\\u202e\"")}},"tags":{{Pick("[]", "null", "[\"a\"]")}}}
        """);

    private string CreateBuild(int id) => WaitingBuildsText.Build(
        id,
        packages: Pick("http://foo/pkg.src.rpm", $"https://bob:{UrlPassword}@host/pkg.src.rpm", "http://foo/x", "x", "", "http://a/%zz.rpm \u202e", "http://foo/a\u2028b"),
        chroots: Pick("fedora-17-i386", "fedora-17-i386 fedora-18-x86_64", "fedora-17-i386  x", "\\u001b[31m", "a-b-c", "fedora-17-\\u00e9"),
        repositories: Pick("", $"http://bob:{UrlPassword}@127.0.0.1:1/repo http://127.0.0.1:1/repodata", $@"http:\/\/bob\u003a{UrlPassword}\u0040host", $"bob:{UrlPassword}@host", $"http://127.0.0.1:{port}/repo"),
        submittedOn: Pick("1351157544", "1e400", "null", "-1", "\"x\"", "1.5"));
}
