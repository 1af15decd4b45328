using System.Text;
using System.Text.Json;
using Synapse.Core;
using Synapse.Core.Agents;

namespace Synapse.Runtime.Json;

/// <summary>Reads the members of one JSON object by key. Whatever does not fit becomes a problem and reads as its default.</summary>
internal sealed class ObjectReader
{
    private const int MaxItems = 1_000;
    public const int MaxTextLength = 256;

    private readonly JsonProblems _problems;
    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);

    private ObjectReader(JsonProblems problems, string file, string path) => (_problems, File, Path) = (problems, file, path);

    public string File { get; }

    public string Path { get; }

    /// <summary>Gives null, and a problem, where the element is no object. Keys are checked by <see cref="CheckKeys"/>.</summary>
    public static ObjectReader? Open(JsonProblems problems, string file, string path, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            problems.Add(file, path, $"must be an object, not {Kind(element)}");
            return null;
        }

        var reader = new ObjectReader(problems, file, path);
        foreach (var property in element.EnumerateObject())
        {
            if (!TryRead(() => property.Name, out var key))
            {
                problems.Add(file, path, "has a key that is not valid Unicode; remove it");
            }
            else if (!reader._members.TryAdd(key, property.Value))
            {
                problems.Add(file, reader.PathOf(key), $"the key {JsonProblems.Quote(key)} appears more than once in this object; keep one");
            }
        }

        return reader;
    }

    public static ObjectReader? Open(JsonProblems problems, string file, string path, JsonElement element, ValueList<string> keys)
    {
        var reader = Open(problems, file, path, element);
        reader?.CheckKeys(keys, _ => null);
        return reader;
    }

    /// <param name="explain">Says more about a key that is known elsewhere, or gives null.</param>
    public void CheckKeys(ValueList<string> keys, Func<string, string?> explain)
    {
        foreach (var key in _members.Keys.Where(key => !keys.Contains(key)))
        {
            var allowed = $"allowed keys: {string.Join(", ", keys)}";
            if (explain(key) is { } explanation)
            {
                _problems.Add(File, PathOf(key), $"{explanation} ({allowed})");
                continue;
            }

            var nearest = NearestName.Of(key, keys.Where(known => !_members.ContainsKey(known)));
            _problems.Add(File, PathOf(key), $"unknown key {JsonProblems.Quote(key)}{(nearest is null ? "" : $"; did you mean '{nearest}'?")} ({allowed})");
            if (nearest is not null)
            {
                _problems.MarkBroken(File, PathOf(nearest));
            }
        }
    }

    public IEnumerable<string> Keys => _members.Keys;

    public bool Has(string key) => _members.ContainsKey(key);

    public JsonElement? Member(string key) => _members.TryGetValue(key, out var element) ? element : null;

    public void Problem(string key, string message) => _problems.Add(File, PathOf(key), message);

    public void Missing(string key, string example) => Problem(key, $"is missing; add it, e.g. \"{key}\": {example}");

    public ObjectReader? Object(string key, ValueList<string> keys) =>
        Member(key) is { } element ? Open(_problems, File, PathOf(key), element, keys) : null;

    public string? Text(string key, int maxLength = MaxTextLength) =>
        Member(key) is { } element ? TextAt(PathOf(key), element, maxLength) : null;

    public bool Flag(string key, bool fallback)
    {
        switch (Member(key)?.ValueKind)
        {
            case null:
                return fallback;
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            default:
                Problem(key, $"must be true or false, not {Kind(_members[key])}");
                return fallback;
        }
    }

    public long Integer(string key, long fallback, long min, long max)
    {
        if (Member(key) is not { } element)
        {
            return fallback;
        }

        if (element.ValueKind != JsonValueKind.Number)
        {
            Problem(key, $"must be a whole number from {min} to {max}, not {Kind(element)}");
            return fallback;
        }

        if (!element.TryGetInt64(out var value) || value < min || value > max)
        {
            Problem(key, $"must be a whole number from {min} to {max}, not {Clip(element.GetRawText())}");
            return fallback;
        }

        return value;
    }

    /// <summary>A share as basis points. Judges the digits as written: a share that needs rounding is refused, not rounded.</summary>
    public int Share(string key, int fallback)
    {
        if (Member(key) is not { } element)
        {
            return fallback;
        }

        const string Rule = "must be a number from 0 to 1 with at most 4 decimals, such as 0.5";
        if (element.ValueKind != JsonValueKind.Number)
        {
            Problem(key, Rule);
            return fallback;
        }

        var digits = element.GetRawText();
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var isExact = !digits.Contains('e', StringComparison.OrdinalIgnoreCase) && (point < 0 || digits.Length - point - 1 <= 4);
        if (!isExact || !element.TryGetDecimal(out var share) || share is < 0 or > 1)
        {
            Problem(key, $"{Rule}, not {(digits.Length <= 64 ? digits : digits[..64] + "...")}");
            return fallback;
        }

        return (int)(share * 10_000);
    }

    /// <summary>One of a closed list of names.</summary>
    public T? Choice<T>(string key, IEnumerable<T> values, Func<T, string> nameOf)
        where T : struct
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        var names = new List<string>();
        foreach (var value in values)
        {
            if (nameOf(value) == text)
            {
                return value;
            }

            names.Add(nameOf(value));
        }

        var nearest = NearestName.Of(text, names);
        Problem(key, $"unknown value {JsonProblems.Quote(text)}{(nearest is null ? "" : $"; did you mean '{nearest}'?")} (allowed values: {string.Join(", ", names)})");
        return null;
    }

    /// <summary>An array of different strings. An item with a problem keeps its place, so that positions stay those of the file.</summary>
    /// <param name="rule">Gives what is wrong with an item, or null.</param>
    public ValueList<string> Texts(string key, ValueList<string> fallback, Func<string, string?>? rule = null, bool mayRepeat = false)
    {
        if (!Has(key))
        {
            return fallback;
        }

        var texts = new List<string>();
        foreach (var (path, element) in Items(key))
        {
            var text = TextAt(path, element) ?? "";
            if (text.Length > 0 && rule?.Invoke(text) is { } problem)
            {
                _problems.Add(File, path, problem);
            }
            else if (!mayRepeat && text.Length > 0 && texts.Contains(text))
            {
                _problems.Add(File, path, $"{JsonProblems.Quote(text)} is listed twice; remove one");
            }

            texts.Add(text);
        }

        return texts.ToValueList();
    }

    public IEnumerable<(string Path, JsonElement Element)> Items(string key, int maxItems = MaxItems)
    {
        if (Member(key) is not { } array)
        {
            yield break;
        }

        if (array.ValueKind != JsonValueKind.Array)
        {
            Problem(key, $"must be an array, not {Kind(array)}");
            yield break;
        }

        if (array.GetArrayLength() > maxItems)
        {
            Problem(key, $"has {array.GetArrayLength()} items; at most {maxItems} are allowed");
            yield break;
        }

        var index = 0;
        foreach (var element in array.EnumerateArray())
        {
            yield return ($"{PathOf(key)}[{index}]", element);
            index++;
        }
    }

    public string PathOf(string key)
    {
        if (key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$'))
        {
            return $"{Path}.{Clip(key)}";
        }

        return $"{Path}['{Clip(key).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}']";
    }

    private string? TextAt(string path, JsonElement element, int maxLength = MaxTextLength)
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            _problems.Add(File, path, $"must be a string, not {Kind(element)}");
        }
        else if (!TryRead(() => element.GetString() ?? "", out var text))
        {
            _problems.Add(File, path, "is not valid Unicode; write it anew");
        }
        else if (text.Length == 0 || text.Length > maxLength)
        {
            _problems.Add(File, path, $"must have 1 to {maxLength} characters, not {text.Length}");
        }
        else
        {
            return text;
        }

        return null;
    }

    /// <summary>An escaped half of a surrogate pair parses as JSON and fails only when it becomes a string.</summary>
    private static bool TryRead(Func<string> read, out string text)
    {
        try
        {
            text = read();
            return true;
        }
        catch (InvalidOperationException)
        {
            text = "";
            return false;
        }
    }

    private static string Clip(string text) => text.Length <= 64 ? text : text[..64] + "...";

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };
}
