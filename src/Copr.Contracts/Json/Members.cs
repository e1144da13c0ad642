using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Copr.Contracts.Diagnostics;

namespace Copr.Contracts.Json;

/// <summary>
/// The members of a JSON object. The contract's types take them by name, in any order. What breaks the contract is reported to the
/// <see cref="ReadContext"/>; the value is then a default.
/// </summary>
internal ref struct Members
{
    /// <summary>What the JSON value of a list of builds is.</summary>
    public const string ExpectedObjects = "an array of objects";

    /// <summary>The entry of an object that is not there: it has no members and reports nothing.</summary>
    private const int Missing = -1;

    /// <summary>The entry of an object that only collects the names that are asked for.</summary>
    private const int Recording = -2;

    /// <summary>The first second that a <see cref="DateTimeOffset"/> can represent, as a Unix time.</summary>
    private const long MinSeconds = -62135596800;

    /// <summary>The last second that a <see cref="DateTimeOffset"/> can represent, as a Unix time.</summary>
    private const long MaxSeconds = 253402300799;

    private readonly ReadContext context;
    private readonly ReadOnlySpan<byte> text;
    private readonly int self;

    /// <summary>Where the search for the next member begins: members usually come in the contract's order.</summary>
    private int next;

    private Members(ReadContext context, ReadOnlySpan<byte> text, int self)
    {
        this.context = context;
        this.text = text;
        this.self = self;
        next = self + 1;
    }

    public readonly bool IsLenient => context?.Mode == ReadingMode.Lenient;

    /// <summary>Whether the object is not there.</summary>
    public readonly bool IsMissing => context is null || self < 0;

    /// <summary>Whether the object is a value of another object of the contract.</summary>
    public readonly bool IsInner => self > 0;

    /// <summary>Reads the value that is indexed, which must be an object of the contract.</summary>
    public static T Read<T>(ReadContext context, ReadOnlySpan<byte> text)
        where T : class, IContractObject<T> =>
        new Members(context, text, Missing).ReadObject<T>(context.Index.Count > 0 ? 0 : Missing);

    /// <summary>Reports that the value that is indexed has the wrong type.</summary>
    public static void ReportWrongType(ReadContext context, ReadOnlySpan<byte> text, string expected)
    {
        if (context.Index.Count > 0)
        {
            new Members(context, text, Missing).ReportWrongType(0, expected);
        }
    }

    /// <summary>Returns the id of a build or entry that is indexed, or null if it has none.</summary>
    public static long? PeekId(ReadContext context, ReadOnlySpan<byte> text) =>
        context.Index.Count > 0 && context.Index[0].Kind == JsonTokenType.StartObject ? new Members(context, text, 0).PeekInteger("id"u8) : null;

    /// <summary>Returns the names of the members that a type takes, in its order.</summary>
    public static IReadOnlyList<string> NamesOf<T>()
        where T : class, IContractObject<T>
    {
        using var recording = new ReadContext(ReadingMode.Strict);
        var members = new Members(recording, default, Recording);
        T.Read(ref members);
        return recording.Names;
    }

    public long Integer(ReadOnlySpan<byte> name) => Take(name) is >= 0 and int entry ? ReadInteger(entry) : 0;

    public string Text(ReadOnlySpan<byte> name) => Take(name) is >= 0 and int entry ? ReadText(entry, "a string") : "";

    public string? TextOrNull(ReadOnlySpan<byte> name) => TakeOrNull(name) is >= 0 and int entry ? ReadText(entry, "a string or null") : null;

    public bool Boolean(ReadOnlySpan<byte> name) => Take(name) is >= 0 and int entry && ReadBoolean(entry, "true or false");

    public bool? BooleanOrNull(ReadOnlySpan<byte> name) =>
        TakeOrNull(name) is >= 0 and int entry ? ReadBoolean(entry, "true, false or null") : null;

    /// <summary>Takes a Unix time.</summary>
    public DateTimeOffset Time(ReadOnlySpan<byte> name) => Take(name) is >= 0 and int entry ? ReadTime(entry, IsLenient) : default;

    /// <inheritdoc cref="Time"/>
    public DateTimeOffset? TimeOrNull(ReadOnlySpan<byte> name) => TakeOrNull(name) is >= 0 and int entry ? ReadTime(entry, IsLenient) : null;

    /// <summary>Takes a Unix time of a backend's report: "Times may have a fraction", whatever the mode.</summary>
    public DateTimeOffset? ReportedTimeOrNull(ReadOnlySpan<byte> name) =>
        TakeOrNull(name) is >= 0 and int entry ? ReadTime(entry, allowsFraction: true) : null;

    public BuildStatus? StatusOrNull(ReadOnlySpan<byte> name) => TakeOrNull(name) is >= 0 and int entry ? ReadStatus(entry) : null;

    /// <summary>Takes a list that must be there; null and an empty string are the empty list.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="usual">The list that this one usually equals; its text is then shared.</param>
    public SpaceSeparatedList<T> List<T>(ReadOnlySpan<byte> name, SpaceSeparatedList<T> usual = default)
        where T : struct, IListItem<T> =>
        Take(name) is >= 0 and int entry ? ReadList(entry, usual) : default;

    /// <summary>Takes a list that may be missing.</summary>
    public SpaceSeparatedList<T> ListOrEmpty<T>(ReadOnlySpan<byte> name)
        where T : struct, IListItem<T> =>
        TakeOrNull(name) is >= 0 and int entry ? ReadList<T>(entry, usual: default) : default;

    public T Object<T>(ReadOnlySpan<byte> name)
        where T : class, IContractObject<T> =>
        ReadObject<T>(Take(name));

    public ValueList<T> Objects<T>(ReadOnlySpan<byte> name)
        where T : class, IContractObject<T>
    {
        T[] items = new T[CountItems(Take(name), ExpectedObjects, out int array)];
        int item = array + 1;
        for (int index = 0; index < items.Length; index++)
        {
            items[index] = ReadObject<T>(item);
            item = context.Index[item].Next;
        }

        return ValueList<T>.Own(items);
    }

    public ValueList<long> Integers(ReadOnlySpan<byte> name)
    {
        long[] items = new long[CountItems(Take(name), "an array of integers", out int array)];
        int item = array + 1;
        for (int index = 0; index < items.Length; index++)
        {
            items[index] = ReadInteger(item);
            item = context.Index[item].Next;
        }

        return ValueList<long>.Own(items);
    }

    /// <summary>Takes the members that are left, which the contract does not define.</summary>
    public readonly UnknownMembers Rest()
    {
        if (IsMissing)
        {
            return UnknownMembers.Empty;
        }

        UnknownMembers.Builder? rest = null;
        for (int entry = self + 1; entry < context.Index[self].Next; entry = context.Index[entry].Next)
        {
            if (!context.Index[entry].IsTaken)
            {
                AddUnknown(entry, rest ??= new());
            }
        }

        return rest is null || context.HasErrors ? UnknownMembers.Empty : rest.Build();
    }

    /// <summary>Whether the object has a member of this name. Does not take it.</summary>
    public readonly bool Has(ReadOnlySpan<byte> name) => Find(name, self + 1) >= 0;

    /// <summary>Returns the members of an inner object; a missing object if there is none. Does not take it.</summary>
    public readonly Members Peek(ReadOnlySpan<byte> name)
    {
        int entry = Find(name, self + 1);
        return new(context, text, entry >= 0 && context.Index[entry].Kind == JsonTokenType.StartObject ? entry : Missing);
    }

    /// <summary>Returns an integer, or null if there is none. Does not take it.</summary>
    public readonly long? PeekInteger(ReadOnlySpan<byte> name) =>
        Find(name, self + 1) is >= 0 and int entry && TryGetInteger(entry, out long value) ? value : null;

    /// <summary>Reads a list without taking it.</summary>
    public readonly SpaceSeparatedList<T> PeekList<T>(ReadOnlySpan<byte> name)
        where T : struct, IListItem<T> =>
        Find(name, self + 1) is >= 0 and int entry ? ReadList<T>(entry, usual: default) : default;

    public readonly void ReportMissing(ReadOnlySpan<byte> name)
    {
        if (self >= 0 && !context.Index[self].IsCutOff)
        {
            string member = Encoding.UTF8.GetString(name);
            Report(ReadingRules.MissingMember, self, $"{context.GetSubject(text, self)} has no \"{member}\"", $"the member \"{member}\", because it cannot be null");
        }
    }

    /// <summary>Takes a member that must be there.</summary>
    private int Take(ReadOnlySpan<byte> name)
    {
        int entry = TakeIfAny(name);
        if (entry < 0)
        {
            ReportMissing(name);
        }

        return entry;
    }

    /// <summary>Takes a member that may be missing or null; both have no entry.</summary>
    private int TakeOrNull(ReadOnlySpan<byte> name)
    {
        int entry = TakeIfAny(name);
        return entry >= 0 && context.Index[entry].Kind == JsonTokenType.Null ? Missing : entry;
    }

    private int TakeIfAny(ReadOnlySpan<byte> name)
    {
        if (self == Recording)
        {
            context.Names.Add(Encoding.UTF8.GetString(name));
            return Missing;
        }

        int entry = Find(name, next);
        if (entry >= 0)
        {
            ref JsonEntry member = ref context.Index[entry];
            member.IsTaken = true;
            next = member.Next;
        }

        return entry;
    }

    /// <summary>Finds a member, from an entry to the end and then from the start.</summary>
    private readonly int Find(ReadOnlySpan<byte> name, int from)
    {
        if (IsMissing)
        {
            return Missing;
        }

        int end = context.Index[self].Next;
        for (int entry = from; entry < end; entry = context.Index[entry].Next)
        {
            if (IsNamed(context.Index[entry], name))
            {
                return entry;
            }
        }

        for (int entry = self + 1; entry < from; entry = context.Index[entry].Next)
        {
            if (IsNamed(context.Index[entry], name))
            {
                return entry;
            }
        }

        return Missing;
    }

    private readonly bool IsNamed(in JsonEntry member, ReadOnlySpan<byte> name) =>
        !member.IsNameEscaped ? text.Slice(member.NameStart, member.NameLength).SequenceEqual(name)
        : ReadContext.TryDecode(text.Slice(member.NameStart - 1, member.NameLength + 2), out string? decoded) && Ascii.Equals(name, decoded);

    private readonly T ReadObject<T>(int entry)
        where T : class, IContractObject<T>
    {
        if (entry >= 0 && context.Index[entry].Kind != JsonTokenType.StartObject)
        {
            ReportWrongType(entry, "an object");
            entry = Missing;
        }

        var members = new Members(context, text, entry);
        return T.Read(ref members);
    }

    /// <summary>Counts and numbers the items of an array; there are none in what is not an array.</summary>
    private readonly int CountItems(int entry, string expected, out int array)
    {
        array = entry;
        if (entry < 0)
        {
            return 0;
        }

        if (context.Index[entry].Kind != JsonTokenType.StartArray)
        {
            ReportWrongType(entry, expected);
            return 0;
        }

        int count = 0;
        for (int item = entry + 1; item < context.Index[entry].Next; item = context.Index[item].Next)
        {
            context.Index[item].NameLength = count++;
        }

        return count;
    }

    private readonly long ReadInteger(int entry)
    {
        if (!TryGetInteger(entry, out long value))
        {
            ReportWrongType(entry, "an integer from -9223372036854775808 to 9223372036854775807");
        }

        return value;
    }

    private readonly bool TryGetInteger(int entry, out long value)
    {
        value = 0;
        JsonEntry member = context.Index[entry];
        return member.Kind == JsonTokenType.Number
            && Utf8Parser.TryParse(text[member.Start..member.End], out value, out int length)
            && length == member.End - member.Start;
    }

    private readonly bool ReadBoolean(int entry, string expected)
    {
        bool isTrue = context.Index[entry].Kind == JsonTokenType.True;
        if (!isTrue && context.Index[entry].Kind != JsonTokenType.False)
        {
            ReportWrongType(entry, expected);
        }

        return isTrue;
    }

    private readonly DateTimeOffset ReadTime(int entry, bool allowsFraction)
    {
        if (TryGetInteger(entry, out long seconds) && seconds is >= MinSeconds and <= MaxSeconds)
        {
            return DateTimeOffset.FromUnixTimeSeconds(seconds);
        }

        if (allowsFraction && TryGetTicks(entry, out long ticks))
        {
            return DateTimeOffset.UnixEpoch.AddTicks(ticks);
        }

        ReportWrongType(entry, string.Create(CultureInfo.InvariantCulture, $"a Unix time in {(allowsFraction ? "" : "whole ")}seconds, from {MinSeconds} to {MaxSeconds}"));
        return default;
    }

    /// <summary>Gets a Unix time with a fraction, to the nearest 100 nanoseconds.</summary>
    private readonly bool TryGetTicks(int entry, out long ticks)
    {
        ticks = 0;
        JsonEntry member = context.Index[entry];
        if (member.Kind != JsonTokenType.Number
            || !decimal.TryParse(text[member.Start..member.End], NumberStyles.Float, CultureInfo.InvariantCulture, out decimal seconds)
            || seconds is < MinSeconds or >= MaxSeconds + 1)
        {
            return false;
        }

        decimal exact = decimal.Round(seconds * TimeSpan.TicksPerSecond);
        bool isInRange = exact <= (DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).Ticks;
        ticks = isInRange ? (long)exact : 0;
        return isInRange;
    }

    private readonly BuildStatus? ReadStatus(int entry)
    {
        const string Expected = "0 for failed or 1 for succeeded";
        if (TryGetInteger(entry, out long status) && status is 0 or 1)
        {
            return (BuildStatus)status;
        }

        if (context.Index[entry].Kind == JsonTokenType.Number)
        {
            Report(ReadingRules.BadStatus, entry, $"{context.GetSubject(text, entry)} is {Describe(entry)}", Expected);
        }
        else
        {
            ReportWrongType(entry, Expected);
        }

        return null;
    }

    private readonly string ReadText(int entry, string expected)
    {
        JsonEntry member = context.Index[entry];
        if (member.Kind != JsonTokenType.String)
        {
            ReportWrongType(entry, expected);
            return "";
        }

        if (ReadContext.TryDecode(text[member.Start..member.End], out string? value))
        {
            return value;
        }

        Report(ReadingRules.MalformedJson, entry, $"{context.GetSubject(text, entry)} is a string that is not Unicode text", JsonToken.ExpectedUnicode);
        return "";
    }

    private readonly SpaceSeparatedList<T> ReadList<T>(int entry, SpaceSeparatedList<T> usual)
        where T : struct, IListItem<T>
    {
        JsonEntry member = context.Index[entry];
        if (member.Kind == JsonTokenType.Null)
        {
            return default;
        }

        if (!usual.IsEmpty && member is { Kind: JsonTokenType.String, IsEscaped: false } && Ascii.Equals(text[(member.Start + 1)..(member.End - 1)], usual.ToString()))
        {
            return usual;
        }

        string value = ReadText(entry, ListText.Expected);
        if (!ListText.TryParse(value, context.Mode, problems: null, out SpaceSeparatedList<T> list))
        {
            List<ListProblem> problems = [];
            _ = ListText.TryParse<T>(value, context.Mode, problems, out _);
            foreach ((Rule rule, string found, string expected) in problems)
            {
                Report(rule, entry, $"{context.GetSubject(text, entry)}: {found}", expected);
            }
        }

        return list;
    }

    private readonly void AddUnknown(int entry, UnknownMembers.Builder rest)
    {
        JsonEntry member = context.Index[entry];
        if (!context.TryGetName(text, entry, out string? name))
        {
            context.Report(ReadingRules.MalformedJson, text, self, member.NameStart - 1,
                $"{context.GetSubject(text, self)} has a member whose name is not Unicode text", JsonToken.ExpectedUnicode);
            return;
        }

        ReadOnlySpan<byte> value = member.IsCutOff ? "null"u8 : text[member.Start..member.End];
        int earlier = FindTaken(Encoding.UTF8.GetBytes(name));
        if (earlier >= 0 || !rest.TryAdd(name, value))
        {
            int last = Math.Max(entry, earlier);
            context.Report(ReadingRules.DuplicateMember, text, last, context.Index[last].NameStart - 1,
                $"{Excerpt.Of(name)} appears twice in one object", "each name once");
        }

        foreach ((Rule rule, long offset, string found, string expected) in UnknownValue.FindProblems(value))
        {
            context.Report(rule, text, entry, member.Start + offset, $"{Excerpt.Of(name)} {found}", expected);
        }
    }

    private readonly int FindTaken(ReadOnlySpan<byte> name)
    {
        for (int entry = self + 1; entry < context.Index[self].Next; entry = context.Index[entry].Next)
        {
            if (context.Index[entry].IsTaken && IsNamed(context.Index[entry], name))
            {
                return entry;
            }
        }

        return Missing;
    }

    private readonly void ReportWrongType(int entry, string expected) =>
        Report(ReadingRules.WrongType, entry, $"{context.GetSubject(text, entry)} is {Describe(entry)}", expected);

    private readonly void Report(Rule rule, int entry, string found, string expected) =>
        context.Report(rule, text, entry, context.Index[entry].Start, found, expected);

    private readonly string Describe(int entry)
    {
        var reader = new Utf8JsonReader(text[context.Index[entry].Start..]);
        reader.Read();
        return JsonToken.Describe(reader);
    }
}
