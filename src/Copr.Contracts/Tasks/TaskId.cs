namespace Copr.Contracts.Tasks;

/// <summary>The id of a task: <c>7</c>, the id of its build, if it makes the source package; <c>7-fedora-42-x86_64</c> if it builds the
/// package for a chroot.</summary>
/// <remarks><para>The id is positive and written without leading zeros, signs, spaces or underscores, whatever else Python would read as
/// an integer. Compared ordinally.</para>
/// <para><see langword="default"/> is not a task's id: its text is empty, it equals only itself, and its parts throw
/// <see cref="InvalidOperationException"/>.</para></remarks>
[SuppressMessage("Design", "CA1036:Override methods on comparable types", Justification = "Ids only sort.")]
[SuppressMessage("Design", "MA0097:Comparable types should override comparison operators", Justification = "Ids only sort.")]
[JsonConverter(typeof(ListItemJsonConverter))]
[TypeConverter(typeof(ListItemTypeConverter))]
public readonly record struct TaskId : IListItem<TaskId>
{
    private readonly ItemText text;

    /// <summary>Creates the id of the task that makes a build's source package, or that builds it for a chroot.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The build's id is less than 1.</exception>
    /// <exception cref="ArgumentException">The chroot is <see langword="default"/>.</exception>
    public TaskId(long buildId, Chroot? chroot = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(buildId, 1);
        if (chroot == default(Chroot))
            throw new ArgumentException("The chroot is default(Chroot), which is not a chroot.", nameof(chroot));
        text = new ItemText(chroot is null ? Invariant($"{buildId}") : Invariant($"{buildId}-{chroot}"));
    }

    private TaskId(ItemText text) => this.text = text;

    /// <summary>The id of the build.</summary>
    /// <exception cref="InvalidOperationException">This is <see langword="default"/>.</exception>
    public long BuildId => long.Parse(Text[..DigitsIn(Text)], NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>The chroot to build for; null if the task makes the source package.</summary>
    /// <exception cref="InvalidOperationException">This is <see langword="default"/>.</exception>
    public Chroot? Chroot => IsSource ? null : ItemText.Parse<Chroot>(Text[(DigitsIn(Text) + 1)..].ToString());

    /// <summary>Whether the task makes the build's source package.</summary>
    /// <exception cref="InvalidOperationException">This is <see langword="default"/>.</exception>
    public bool IsSource => DigitsIn(Text) == Text.Length;

    static Rule IListItem<TaskId>.MalformedRule => TaskRules.TaskIdMismatch;
    static string IListItem<TaskId>.Expected => "a build's id, or a build's id, a dash and a chroot, such as 7-fedora-42-x86_64";
    ItemText IListItem<TaskId>.Text => text;
    private ReadOnlySpan<char> Text => text.Require<TaskId>();

    /// <summary>Parses a task's id.</summary>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    /// <exception cref="FormatException">The text is not a task's id; the message says why.</exception>
    public static TaskId Parse(string s, IFormatProvider? provider = null) => ItemText.Parse<TaskId>(s);

    /// <summary>Parses a task's id, and reports whether the text is one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, out TaskId result) => ItemText.TryParse(s, out result);

    /// <inheritdoc cref="TryParse(string?, out TaskId)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TaskId result) =>
        ItemText.TryParse(s, out result);

    static string? IListItem<TaskId>.FindProblem(ReadOnlySpan<char> text, bool isVisible)
    {
        int digits = DigitsIn(text);
        return digits == 0 || text[0] == '0' ? "does not begin with a positive integer without leading zeros"
            : !long.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out _) ? "has an id over 9223372036854775807"
            : digits == text.Length ? null
            : text[digits] != '-' ? "contains a character other than digits before the dash"
            : FindProblem<Chroot>(text[(digits + 1)..]) is { } problem ? $"has a chroot that {problem}"
            : null;
    }

    static TaskId IListItem<TaskId>.FromValid(ItemText text) => new(text);

    /// <summary>Compares the texts ordinally.</summary>
    public int CompareTo(TaskId other) => ItemText.Compare(text, other.text);

    /// <summary>Returns the text; empty for <see langword="default"/>.</summary>
    public override string ToString() => text.ToString();

    private static string? FindProblem<T>(ReadOnlySpan<char> text) where T : struct, IListItem<T> => T.FindProblem(text);

    private static int DigitsIn(ReadOnlySpan<char> text) =>
        text.IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? end : text.Length;
}
