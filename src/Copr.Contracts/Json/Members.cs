using System.Buffers.Text;

namespace Copr.Contracts.Json;

/// <summary>The members of a JSON object. The contract's types take them by name, in any order. What breaks the contract is reported to the
/// <see cref="ReadContext"/>; the value is then a default.</summary>
internal ref struct Members(ReadContext context, ReadOnlySpan<byte> text, int self)
{
    /// <summary>The entry of an object that is not there: it has no members and reports nothing.</summary>
    private const int Missing = -1;

    /// <summary>The entry of an object that only collects the names that are asked for.</summary>
    private const int Recording = -2;

    private delegate T ItemReader<T>(in Members members, int item);

    private readonly ReadOnlySpan<byte> text = text;
    private readonly Span<JsonEntry> index = context.Index.Entries;
    private readonly int end = self < 0 ? self + 1 : context.Index.Entries[self].Next;

    /// <summary>Where the search for the next member begins: members usually come in the contract's order.</summary>
    private int next = self + 1;

    /// <summary>Whether a member before that is not taken.</summary>
    private bool isInDisorder;

    /// <summary>The rule that a missing member breaks; null for the usual one.</summary>
    public Rule? MissingRule { private get; set; }

    public readonly bool IsLenient => context.Mode == ReadingMode.Lenient;

    /// <summary>The members of the object that contains this one.</summary>
    public readonly Members Outside => new(context, text, self > 0 ? index[self].Parent : Missing);

    /// <summary>Reads the value that is indexed, which must be an object of the contract.</summary>
    public static T Read<T>(ReadContext context, ReadOnlySpan<byte> text) where T : class, IContractObject<T>
    {
        var document = new Members(context, text, Missing);
        if (T.Kind == JsonTokenType.StartObject)
            return document.ReadObject<T>(0);

        bool isArray = context.Index.Entries[0].Kind == JsonTokenType.StartArray;
        if (!isArray)
            document.ReportWrongType(0, "an array");
        var items = new Members(context, text, isArray ? 0 : Missing);
        return T.Read(ref items);
    }

    /// <summary>Returns the id of the object that is indexed, or null if it has none.</summary>
    public static long? PeekId(ReadContext context, ReadOnlySpan<byte> text) =>
        context.Index.Entries[0].Kind == JsonTokenType.StartObject ? new Members(context, text, 0).PeekInteger("id"u8) : null;

    /// <summary>Returns the names of the members that a type takes, in its order.</summary>
    public static IReadOnlyList<string> NamesOf<T>() where T : class, IContractObject<T>
    {
        using var recording = new ReadContext(ReadingMode.Strict);
        var members = new Members(recording, default, Recording);
        T.Read(ref members);
        return recording.Names;
    }

    public long Integer(ReadOnlySpan<byte> name) => TryTake(name, out int entry) ? ReadInteger(entry) : 0;
    public string Text(ReadOnlySpan<byte> name) => TryTake(name, out int entry) ? ReadText(entry, "a string") : "";
    public string? TextOrNull(ReadOnlySpan<byte> name) => TryTakeNullable(name, out int entry) ? ReadText(entry, "a string or null") : null;
    public long? IntegerOrNull(ReadOnlySpan<byte> name, bool isRequired = false) =>
        TryTakeNullable(name, out int entry, isRequired) ? ReadInteger(entry) : null;

    public bool Boolean(ReadOnlySpan<byte> name) => TryTake(name, out int entry) && ReadBoolean(entry, "true or false");
    public DateTimeOffset Time(ReadOnlySpan<byte> name) => TryTake(name, out int entry) ? ReadTime(entry, IsLenient) : default;
    public DateTimeOffset? TimeOrNull(ReadOnlySpan<byte> name) => TryTakeNullable(name, out int entry) ? ReadTime(entry, IsLenient) : null;
    public BuildStatus? StatusOrNull(ReadOnlySpan<byte> name) => TryTakeNullable(name, out int entry) ? ReadStatus(entry) : null;

    public bool? BooleanOrNull(ReadOnlySpan<byte> name) =>
        TryTakeNullable(name, out int entry) ? ReadBoolean(entry, "true, false or null") : null;

    /// <summary>Takes a Unix time of a backend's report: "Times may have a fraction", whatever the mode.</summary>
    public DateTimeOffset? ReportedTimeOrNull(ReadOnlySpan<byte> name) =>
        TryTakeNullable(name, out int entry) ? ReadTime(entry, allowsFraction: true) : null;

    /// <summary>Takes a list; null and an empty string are the empty list. A list that equals the usual one shares its text.</summary>
    public SpaceSeparatedList<T> List<T>(ReadOnlySpan<byte> name, SpaceSeparatedList<T> usual = default) where T : struct, IListItem<T> =>
        TryTake(name, out int entry) ? ReadList(entry, usual) : default;

    public SpaceSeparatedList<T> ListOrEmpty<T>(ReadOnlySpan<byte> name) where T : struct, IListItem<T> =>
        TryTakeNullable(name, out int entry) ? ReadList<T>(entry, usual: default) : default;

    public T Item<T>(ReadOnlySpan<byte> name) where T : struct, IListItem<T> => TryTake(name, out int entry) ? ReadItem<T>(entry) : default;

    public T? ItemOrNull<T>(ReadOnlySpan<byte> name) where T : struct, IListItem<T> =>
        TryTakeNullable(name, out int entry) && ReadItem<T>(entry) is var item && !item.Equals(default(T)) ? item : null;

    /// <summary>Takes the items of the array that this is, in place of an object.</summary>
    public readonly ValueList<T> Items<T>() where T : struct, IListItem<T> =>
        self < 0 ? ValueList<T>.Empty : ReadItems(self, "", static (in members, item) => members.ReadItem<T>(item));

    /// <summary>Takes a list of texts. If it is null, it breaks the rule.</summary>
    public ValueList<string> Texts(ReadOnlySpan<byte> name, Rule nullRule) =>
        TryTake(name, out int entry) ? ReadTexts(entry, nullRule) : ValueList<string>.Empty;

    public ValueList<string>? TextsOrNull(ReadOnlySpan<byte> name, bool isRequired = false) =>
        TryTakeNullable(name, out int entry, isRequired) ? ReadTexts(entry) : null;

    /// <summary>Takes a member that may be absent, but not null.</summary>
    public ValueList<string>? TextsOrAbsent(ReadOnlySpan<byte> name, Rule? nullRule = null) =>
        Take(name) is >= 0 and int entry ? ReadTexts(entry, nullRule) : null;

    /// <inheritdoc cref="TextsOrAbsent"/>
    public ValueList<T>? ObjectsOrAbsent<T>(ReadOnlySpan<byte> name) where T : class, IContractObject<T> =>
        Take(name) is >= 0 and int entry ? ReadObjects<T>(entry) : null;

    /// <inheritdoc cref="TextsOrAbsent"/>
    public bool? BooleanOrAbsent(ReadOnlySpan<byte> name) =>
        Take(name) is >= 0 and int entry ? ReadBoolean(entry, "true or false") : null;

    public T? ObjectOrNull<T>(ReadOnlySpan<byte> name) where T : class, IContractObject<T> =>
        TryTakeNullable(name, out int entry) ? ReadObject<T>(entry) : null;

    public ValueList<T>? ObjectsOrNull<T>(ReadOnlySpan<byte> name, bool isRequired = false) where T : class, IContractObject<T> =>
        TryTakeNullable(name, out int entry, isRequired) ? ReadObjects<T>(entry) : null;

    /// <summary>Takes an object that has objects by names that the contract does not know.</summary>
    public IReadOnlyDictionary<string, T>? MapOrNull<T>(ReadOnlySpan<byte> name) where T : class, IContractObject<T>
    {
        if (!TryTakeNullable(name, out int map))
            return null;

        // This reports names that appear twice, and text that is not JSON.
        var members = new Members(context, text, IsObject(map) ? map : Missing);
        if (!IsObject(map))
            ReportWrongType(map, "an object or null");
        members.Rest(checksValues: false);
        Dictionary<string, T> objects = new(StringComparer.Ordinal);
        for (int entry = map + 1; IsObject(map) && entry < index[map].Next; entry = index[entry].Next)
        {
            if (index[entry].HasName && context.TryGetName(text, entry, out string? key))
                objects[key] = ReadObject<T>(entry);
        }

        return new ValueMap<T>(objects);
    }

    public T Object<T>(ReadOnlySpan<byte> name, out T value) where T : class, IContractObject<T> =>
        value = ReadObject<T>(TryTake(name, out int entry) ? entry : Missing);

    public ValueList<T> Objects<T>(ReadOnlySpan<byte> name) where T : class, IContractObject<T> =>
        TryTake(name, out int entry) ? ReadObjects<T>(entry) : ValueList<T>.Empty;

    public ValueList<long> Integers(ReadOnlySpan<byte> name) => TryTake(name, out int entry) ? ReadIntegers(entry) : ValueList<long>.Empty;

    public ValueList<long>? IntegersOrNull(ReadOnlySpan<byte> name) => TryTakeNullable(name, out int entry) ? ReadIntegers(entry) : null;

    /// <summary>Returns the members that are left, which the contract does not define. If no more errors can be reported, the object is
    /// rejected, and the rest of it is skipped.</summary>
    public readonly UnknownMembers Rest(bool checksValues = true)
    {
        OrderedDictionary<string, byte[]>? rest = null;
        Dictionary<string, int>? taken = null;
        int entry = isInDisorder ? self + 1 : next;
        for (; entry < end && context.CanReport(index[entry].Start); entry = index[entry].Next)
        {
            if (index[entry] is { IsTaken: false, HasName: true })
                AddUnknown(entry, rest ??= new(StringComparer.Ordinal), taken ??= GetTaken(), checksValues);
        }

        return rest is null ? UnknownMembers.Empty : UnknownMembers.Own(rest);
    }

    /// <summary>Whether the object has a member that may be absent. Does not take it. While names are collected, it has every member, so
    /// that the branch that takes it runs.</summary>
    public readonly bool HasOptional(ReadOnlySpan<byte> name) => self == Recording || Has(name);

    /// <summary>Whether the object has a member of this name. Does not take it.</summary>
    public readonly bool Has(ReadOnlySpan<byte> name) => Find(name) >= 0;

    /// <summary>Whether the mode is lenient and the member is missing, so that its early replacement may be read.</summary>
    public readonly bool Lacks(ReadOnlySpan<byte> name) => IsLenient && !Has(name);

    /// <summary>Returns the members of a member that is an object. Peeking does not take it.</summary>
    public readonly Members Peek(ReadOnlySpan<byte> name)
    {
        int entry = Find(name);
        return new(context, text, IsObject(entry) ? entry : Missing);
    }

    public readonly long? PeekInteger(ReadOnlySpan<byte> name) =>
        Find(name) is >= 0 and int entry && TryGetInteger(entry, out long value) ? value : null;

    public readonly bool IsText(ReadOnlySpan<byte> name) => Find(name) is >= 0 and int entry && index[entry].Kind == JsonTokenType.String;

    /// <summary>Takes a number that is no integer, or true or false, as it is written; null if the member is anything else.</summary>
    public string? Literal(ReadOnlySpan<byte> name) => Find(name) is >= 0 and int entry && !index[entry].IsCutOff
        && index[entry].Kind is JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False && !TryGetInteger(entry, out _)
            ? Encoding.UTF8.GetString(index[Take(name)].ValueIn(text)) : null;

    /// <summary>Reads a list that is an unknown member, too. What is wrong with that is reported as an unknown member.</summary>
    public readonly SpaceSeparatedList<T> PeekList<T>(ReadOnlySpan<byte> name) where T : struct, IListItem<T> =>
        Find(name) is >= 0 and int entry && !index[entry].IsCutOff && UnknownValue.FindProblems(index[entry].ValueIn(text)).Count == 0
            ? ReadList<T>(entry, usual: default) : default;

    /// <summary>Takes a member that must be there.</summary>
    private bool TryTake(ReadOnlySpan<byte> name, out int entry)
    {
        entry = Take(name);
        if (entry < 0 && self >= 0 && !index[self].IsCutOff)
        {
            string member = Encoding.UTF8.GetString(name);
            Report(MissingRule ?? ReadingRules.MissingMember, self, $" has no \"{member}\"", $"the member \"{member}\"");
        }

        return entry >= 0;
    }

    /// <summary>Takes a member that may be null, and may be missing unless it is required.</summary>
    private bool TryTakeNullable(ReadOnlySpan<byte> name, out int entry, bool isRequired = false)
    {
        bool isThere = isRequired ? TryTake(name, out entry) : (entry = Take(name)) >= 0;
        return isThere && index[entry].Kind != JsonTokenType.Null;
    }

    private int Take(ReadOnlySpan<byte> name)
    {
        if (self == Recording)
            context.Names.Add(Encoding.UTF8.GetString(name));
        int entry = isInDisorder ? Find(name) : FindBetween(next, end, name);
        if (entry < 0)
            return Missing;

        isInDisorder |= entry != next;
        index[entry].IsTaken = true;
        next = index[entry].Next;
        return entry;
    }

    /// <summary>Finds a member, from where the search begins to the end, and then before that.</summary>
    private readonly int Find(ReadOnlySpan<byte> name) =>
        FindBetween(next, end, name) is >= 0 and int found ? found : FindBetween(self + 1, next, name);

    private readonly int FindBetween(int entry, int last, ReadOnlySpan<byte> name)
    {
        while (entry < last && !index[entry].IsNamed(name, text))
            entry = index[entry].Next;
        return entry < last ? entry : Missing;
    }

    private readonly bool IsObject(int entry) => entry >= 0 && index[entry].Kind == JsonTokenType.StartObject;

    private readonly T ReadObject<T>(int entry) where T : class, IContractObject<T>
    {
        bool isObject = IsObject(entry);
        if (entry >= 0 && !isObject)
            ReportWrongType(entry, "an object", index[entry].Kind == JsonTokenType.Null ? T.NullRule : null);
        var members = new Members(context, text, isObject ? entry : Missing);
        return T.Read(ref members);
    }

    /// <summary>Reads the items of an array, and numbers them. What is not an array has no items.</summary>
    private readonly ValueList<T> ReadItems<T>(int array, string expected, ItemReader<T> read, Rule? rule = null) where T : notnull
    {
        bool isArray = index[array].Kind == JsonTokenType.StartArray;
        if (!isArray)
            ReportWrongType(array, expected, rule);
        T[] items = new T[isArray ? context.Index.NumberItems(array) : 0];
        int item = array + 1;
        for (int number = 0; number < items.Length && context.CanReport(index[item].Start); number++, item = index[item].Next)
            items[number] = read(this, item);
        return ValueList<T>.Own(items);
    }

    private readonly ValueList<T> ReadObjects<T>(int array) where T : class, IContractObject<T> =>
        ReadItems(array, "an array of objects", static (in members, item) => members.ReadObject<T>(item), T.ListRule);

    private readonly ValueList<long> ReadIntegers(int array) =>
        ReadItems(array, "an array of integers", static (in members, item) => members.ReadInteger(item));

    private readonly ValueList<string> ReadTexts(int array, Rule? nullRule = null) =>
        ReadItems(
            array, "an array of strings", static (in members, item) => members.ReadText(item, "a string"),
            index[array].Kind == JsonTokenType.Null ? nullRule : null);

    private readonly T ReadItem<T>(int entry) where T : struct, IListItem<T>
    {
        string value = ReadText(entry, T.Expected);
        string? problem = index[entry].Kind == JsonTokenType.String ? T.FindProblem(value) : "";
        if (problem is { Length: > 0 })
            Report(T.MalformedRule, entry, $" is {Excerpt.Of(value)}, which {problem}", T.Expected);
        return problem is null ? T.FromValid(new ItemText(value)) : default;
    }

    private readonly long ReadInteger(int entry)
    {
        if (!TryGetInteger(entry, out long value))
            ReportWrongType(entry, "an integer from -9223372036854775808 to 9223372036854775807");
        return value;
    }

    private readonly bool TryGetInteger(int entry, out long value)
    {
        value = 0;
        ReadOnlySpan<byte> number = index[entry].Kind == JsonTokenType.Number ? index[entry].ValueIn(text) : default;
        return Utf8Parser.TryParse(number, out value, out int length) && length == number.Length;
    }

    private readonly bool ReadBoolean(int entry, string expected)
    {
        if (index[entry].Kind is not (JsonTokenType.True or JsonTokenType.False))
            ReportWrongType(entry, expected);
        return index[entry].Kind == JsonTokenType.True;
    }

    private readonly DateTimeOffset ReadTime(int entry, bool allowsFraction)
    {
        if (TryGetInteger(entry, out long seconds) && UnixTime.IsInRange(seconds))
            return DateTimeOffset.FromUnixTimeSeconds(seconds);

        ReadOnlySpan<byte> number = allowsFraction && index[entry].Kind == JsonTokenType.Number ? index[entry].ValueIn(text) : default;
        if (!UnixTime.TryParse(number, out DateTimeOffset time))
            ReportWrongType(entry, $"a Unix time in {(allowsFraction ? "" : "whole ")}seconds, {UnixTime.Range}");
        return time;
    }

    private readonly BuildStatus? ReadStatus(int entry)
    {
        if (TryGetInteger(entry, out long status) && status is 0 or 1)
            return (BuildStatus)status;

        Rule rule = index[entry].Kind == JsonTokenType.Number ? ReadingRules.BadStatus : ReadingRules.WrongType;
        ReportWrongType(entry, "0 for failed or 1 for succeeded", rule);
        return null;
    }

    private readonly string ReadText(int entry, string expected)
    {
        string? value = null;
        if (index[entry].Kind != JsonTokenType.String)
            ReportWrongType(entry, expected);
        else if (!JsonText.TryDecode(index[entry].ValueIn(text), index[entry].IsEscaped, out value))
            Report(ReadingRules.MalformedJson, entry, " is a string that is not Unicode text", JsonText.ExpectedUnicode);
        return value ?? "";
    }

    private readonly SpaceSeparatedList<T> ReadList<T>(int entry, SpaceSeparatedList<T> usual) where T : struct, IListItem<T>
    {
        JsonTokenType kind = index[entry].Kind;
        if (kind == JsonTokenType.Null)
            return default;
        if (!usual.IsEmpty && kind == JsonTokenType.String && Ascii.Equals(index[entry].ValueIn(text)[1..^1], usual.ToString()))
            return usual;

        string value = ReadText(entry, ListText.Expected);
        if (!ListText.TryParse(value, context.Mode, problems: null, out SpaceSeparatedList<T> list))
        {
            List<ListProblem> problems = [];
            _ = ListText.TryParse<T>(value, context.Mode, problems, out _);
            foreach ((Rule rule, string found, string expected) in problems)
                Report(rule, entry, $": {found}", expected);
        }

        return list;
    }

    /// <summary>Adds a member that the contract does not define, unless its name is seen before. A value that breaks the
    /// contract is empty.</summary>
    private readonly void AddUnknown(
        int entry, OrderedDictionary<string, byte[]> rest, Dictionary<string, int> taken, bool checksValue)
    {
        JsonEntry member = index[entry];
        IReadOnlyList<ValueProblem> problems = member.IsCutOff || !checksValue ? [] : UnknownValue.FindProblems(member.ValueIn(text));
        if (!context.TryGetName(text, entry, out string? name))
        {
            const string Found = " has a member whose name is not Unicode text";
            context.Report(text, self, ReadingRules.MalformedJson, Found, JsonText.ExpectedUnicode, member.NameStart - 1);
        }
        else if (taken.TryGetValue(name, out int known) || !rest.TryAdd(name, []))
        {
            // If the member that is taken comes later, this one is the first of its name.
            int second = known > entry ? FindBetween(member.Next, end, Encoding.UTF8.GetBytes(name)) : entry;
            int start = index[second].NameStart - 1;
            context.Report(text, second, ReadingRules.DuplicateMember, " appears twice in one object", "each name once", start);
        }
        else if (!member.IsCutOff && problems.Count == 0)
        {
            rest.SetAt(rest.Count - 1, member.ValueIn(text).ToArray());
        }

        foreach (ValueProblem problem in problems)
            context.Report(text, entry, problem.Rule, $" {problem.Found}", problem.Expected, member.Start + problem.Offset);
    }

    /// <summary>Returns the entries of the members that are taken, by name.</summary>
    private readonly Dictionary<string, int> GetTaken()
    {
        Dictionary<string, int> taken = new(StringComparer.Ordinal);
        for (int entry = self + 1; entry < end; entry = index[entry].Next)
        {
            if (index[entry].IsTaken && context.TryGetName(text, entry, out string? name))
                taken[name] = entry;
        }

        return taken;
    }

    /// <summary>Reports a wrong type, unless the value is where the text stops being JSON, which is reported already.</summary>
    private readonly void ReportWrongType(int entry, string expected, Rule? rule = null)
    {
        if (index[entry].Kind != JsonTokenType.None)
        {
            var reader = new Utf8JsonReader(text[index[entry].Start..]);
            reader.Read();
            Report(rule ?? ReadingRules.WrongType, entry, $" is {JsonText.Describe(reader)}", expected);
        }
    }

    private readonly void Report(Rule rule, int entry, string found, string expected) =>
        context.Report(text, entry, rule, found, expected, index[entry].Start);
}
