using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Synapse.Analysis.Rules;

/// <summary>One YAML mapping with a closed set of keys; every misuse becomes a problem with its line.</summary>
internal sealed class YamlFields
{
    private readonly string _file;
    private readonly YamlMappingNode _node;
    private readonly List<PackProblem> _problems;
    private readonly bool _checkRegexes;
    private readonly Dictionary<string, YamlNode> _values = new(StringComparer.Ordinal);

    /// <param name="checkRegexes">False for packs whose expressions are known to be good: building one is the costly part of a start.</param>
    public YamlFields(string file, YamlMappingNode node, string[] keys, List<PackProblem> problems, bool checkRegexes)
    {
        (_file, _node, _problems, _checkRegexes) = (file, node, problems, checkRegexes);
        foreach (var (key, value) in node.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (!keys.Contains(name))
            {
                Add(key, $"unknown key '{name}'; allowed: {string.Join(", ", keys)}");
            }

            _values[name] = value;
        }
    }

    public string File => _file;

    public long Line => _node.Start.Line;

    public bool Has(string key) => _values.ContainsKey(key);

    public void Problem(string key, string message) => Add(_values.GetValueOrDefault(key, _node), message);

    public string Text(string key, bool allowEmpty = false)
    {
        if (_values.TryGetValue(key, out var node) && node is YamlScalarNode { Value: { } value } && (allowEmpty || value.Length > 0))
        {
            return value.TrimEnd();
        }

        Problem(key, $"'{key}' is missing or empty; it takes a text");
        return "";
    }

    public string? OptionalText(string key) => Has(key) ? Text(key) : null;

    public bool Flag(string key)
    {
        if (!_values.TryGetValue(key, out var node))
        {
            return false;
        }

        if (node is YamlScalarNode { Value: "true" or "false" } scalar)
        {
            return scalar.Value == "true";
        }

        Problem(key, $"'{key}' is true or false");
        return false;
    }

    public decimal Decimal(string key, decimal least, decimal most)
    {
        if (_values.TryGetValue(key, out var node) && node is YamlScalarNode scalar &&
            decimal.TryParse(scalar.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
        {
            return value;
        }

        Problem(key, $"'{key}' is a number from {least} to {most}");
        return least;
    }

    public long? OptionalInteger(string key)
    {
        if (!_values.TryGetValue(key, out var node))
        {
            return null;
        }

        if (node is YamlScalarNode scalar && long.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        Problem(key, $"'{key}' is a whole number");
        return null;
    }

    public IReadOnlyList<int> Integers(string key)
    {
        var numbers = new List<int>();
        foreach (var text in Strings(key))
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                numbers.Add(number);
            }
            else
            {
                Problem(key, $"'{text}' in '{key}' is not a whole number");
            }
        }

        return numbers;
    }

    /// <summary>A list of texts; a single text stands for a list of one.</summary>
    public IReadOnlyList<string> Strings(string key)
    {
        if (!_values.TryGetValue(key, out var node))
        {
            return [];
        }

        if (node is YamlScalarNode { Value: { } single })
        {
            return [single];
        }

        if (node is YamlSequenceNode sequence && sequence.All(c => c is YamlScalarNode))
        {
            return [.. sequence.Cast<YamlScalarNode>().Select(c => c.Value ?? "")];
        }

        Problem(key, $"'{key}' is a list of texts");
        return [];
    }

    /// <summary>A list whose items are texts or mappings; for a mapping the text is empty.</summary>
    public IEnumerable<(string Text, long Line, YamlFields? Fields)> TextsOrMappings(string key, string[] keys)
    {
        if (_values.GetValueOrDefault(key) is not YamlSequenceNode sequence)
        {
            Problem(key, $"'{key}' is a list");
            yield break;
        }

        foreach (var item in sequence)
        {
            if (item is YamlMappingNode mapping)
            {
                yield return ("", item.Start.Line, new YamlFields(_file, mapping, keys, _problems, _checkRegexes));
            }
            else
            {
                yield return ((item as YamlScalarNode)?.Value ?? "", item.Start.Line, null);
            }
        }
    }

    public LinearRegex? Regex(string key) => OptionalText(key) is { } pattern ? Checked(key, pattern) : null;

    public IReadOnlyList<LinearRegex> Regexes(string key) => [.. Strings(key).Select(p => Checked(key, p))];

    public YamlFields? Mapping(string key, string[] keys)
    {
        if (!_values.TryGetValue(key, out var node))
        {
            return null;
        }

        if (node is YamlMappingNode mapping)
        {
            return new YamlFields(_file, mapping, keys, _problems, _checkRegexes);
        }

        Problem(key, $"'{key}' is a mapping with {string.Join(", ", keys)}");
        return null;
    }

    /// <summary>The entries of a mapping with free keys.</summary>
    public IEnumerable<(string Name, YamlFields Fields)> Entries(string key, string[] keys)
    {
        if (!_values.TryGetValue(key, out var node))
        {
            yield break;
        }

        if (node is not YamlMappingNode entries)
        {
            Problem(key, $"'{key}' is a mapping");
            yield break;
        }

        foreach (var (name, value) in entries.Children)
        {
            if (value is YamlMappingNode mapping)
            {
                yield return ((name as YamlScalarNode)?.Value ?? "", new YamlFields(_file, mapping, keys, _problems, _checkRegexes));
            }
            else
            {
                Add(value, $"every entry of '{key}' is a mapping with {string.Join(", ", keys)}");
            }
        }
    }

    public IEnumerable<YamlMappingNode> Mappings(string key)
    {
        if (_values.GetValueOrDefault(key) is not YamlSequenceNode sequence)
        {
            Problem(key, $"'{key}' is a list");
            yield break;
        }

        foreach (var item in sequence)
        {
            if (item is YamlMappingNode mapping)
            {
                yield return mapping;
            }
            else
            {
                Add(item, $"every item of '{key}' is a mapping");
            }
        }
    }

    public YamlFields Nested(YamlMappingNode node, string[] keys) => new(_file, node, keys, _problems, _checkRegexes);

    /// <summary>Notes it where a text is no regular expression that rules can use.</summary>
    public void Check(string key, string pattern)
    {
        if (_checkRegexes && LinearRegex.Problem(pattern) is { } problem)
        {
            Problem(key, $"'{pattern}' is not a usable regular expression: {problem}");
        }
    }

    private LinearRegex Checked(string key, string pattern)
    {
        Check(key, pattern);
        return new LinearRegex(pattern);
    }

    private void Add(YamlNode node, string message) => _problems.Add(new PackProblem(_file, node.Start.Line, message));
}
