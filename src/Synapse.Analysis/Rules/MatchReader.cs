using Synapse.Analysis.Languages;
using Synapse.Analysis.Structure;

namespace Synapse.Analysis.Rules;

/// <summary>Reads the <c>match</c> list of a rule.</summary>
internal static class MatchReader
{
    public static IReadOnlyList<RuleMatch> Read(YamlFields rule, IReadOnlyList<string> languages)
    {
        var matches = new List<RuleMatch>();
        var language = languages.Count > 0 && LanguageCatalog.TryGet(languages[0], out var known) ? known : LanguageCatalog.JavaScript;
        foreach (var unknown in languages.Where(l => l != "*" && !LanguageCatalog.TryGet(l, out _)))
        {
            rule.Problem("languages", $"unknown language '{unknown}'; known: {string.Join(", ", LanguageCatalog.All.Select(l => l.Id))}");
        }

        foreach (var node in rule.Mappings("match"))
        {
            var fields = rule.Nested(node, PackKeys.Match);
            var conditions = Conditions(fields);
            if (fields.Has("pattern"))
            {
                matches.AddRange(Patterns(fields, conditions, language));
            }
            else if (fields.Has("regex"))
            {
                matches.Add(Regex(fields, conditions));
            }
            else if (fields.Has("built"))
            {
                matches.Add(new BuiltStringMatch(fields.Regex("built")!, Keywords(fields), conditions) { Clean = fields.Regex("clean") });
            }
            else if (fields.Has("metric"))
            {
                matches.Add(Metric(fields, conditions));
            }
            else
            {
                fields.Problem("pattern", "a match has 'pattern', 'regex', 'built' or 'metric'");
            }
        }

        return matches;
    }

    private static IEnumerable<RuleMatch> Patterns(YamlFields fields, MatchConditions conditions, LanguageDefinition language)
    {
        var constraints = fields.Entries("where", PackKeys.Constraint).Select(e => ReadConstraint(e.Name, e.Fields)).ToList();
        foreach (var source in fields.Strings("pattern"))
        {
            var pattern = TokenPatternParser.Parse(source, language, out var problem);
            if (pattern is null)
            {
                fields.Problem("pattern", $"'{source}': {problem}");
                continue;
            }

            foreach (var node in pattern.Nodes.Where(n => n.Kind == NodeKind.NameRegex))
            {
                fields.Check("pattern", node.Text);
            }

            var keywords = fields.Has("keywords") ? Keywords(fields) : pattern.RequiredWords();
            if (keywords.Count == 0)
            {
                fields.Problem("pattern", $"'{source}' has no word of its own; give 'keywords', of which one must be in the text");
            }

            foreach (var constraint in constraints.Where(c => !pattern.Nodes.Any(n => n.Kind == NodeKind.Meta && n.Text == c.Name)))
            {
                fields.Problem("where", $"'{constraint.Name}' is not a metavariable of '{source}'");
            }

            yield return new PatternMatch(pattern, constraints, keywords, conditions);
        }
    }

    private static Constraint ReadConstraint(string name, YamlFields fields)
    {
        ExpressionKind? kind = null;
        if (fields.OptionalText("kind") is { } text)
        {
            if (Enum.TryParse<ExpressionKind>(text, ignoreCase: true, out var parsed))
            {
                kind = parsed;
            }
            else
            {
                fields.Problem("kind", $"'{text}' is not a kind of expression; use name, string, number, literal, dynamic, built or input");
            }
        }

        return new Constraint(name, kind, fields.Regex("regex"), fields.Regex("notRegex"), fields.Regex("strings"), fields.Regex("from"), fields.Regex("clean"), fields.Regex("type"), fields.OptionalText("differs"), fields.OptionalInteger("min"), fields.OptionalInteger("max")) { NotStarts = fields.Regex("notStarts"), Memory = fields.Regex("memory"), Overflows = fields.OptionalText("overflows"), Reaches = fields.OptionalText("reaches"), Passes = fields.OptionalText("passes"), Backtracks = fields.Flag("backtracks"), MadeOutsideLoop = fields.Flag("madeOutsideLoop") };
    }

    private static RegexMatch Regex(YamlFields fields, MatchConditions conditions)
    {
        var part = TextPart.Any;
        if (fields.OptionalText("in") is { } text && !Enum.TryParse(text, ignoreCase: true, out part))
        {
            fields.Problem("in", $"'{text}' is not a part of the text; use any, code, string or comment");
        }

        var entropy = fields.Has("minEntropy") ? (double)fields.Decimal("minEntropy", 0m, 8m) : 0;
        return new RegexMatch(fields.Regex("regex")!, part, (int)(fields.OptionalInteger("group") ?? 0), entropy, Keywords(fields), conditions)
        {
            GroupHas = fields.Regexes("groupHas"),
            GroupLacks = fields.Regexes("groupLacks"),
            GroupNear = Near(fields),
        };
    }

    private static string Near(YamlFields fields)
    {
        var list = fields.OptionalText("groupNear") ?? "";
        if (list.Length > 0 && !PopularNames.Lists.Contains(list))
        {
            fields.Problem("groupNear", $"'{list}' is no list of names; known: {string.Join(", ", PopularNames.Lists)}");
        }

        return list;
    }

    private static MetricMatch Metric(YamlFields fields, MatchConditions conditions)
    {
        var text = fields.Text("metric");
        if (!Enum.TryParse<MetricName>(text, ignoreCase: true, out var metric))
        {
            fields.Problem("metric", $"'{text}' is not a metric; use {string.Join(", ", Enum.GetNames<MetricName>())}");
        }

        return new MetricMatch(metric, fields.OptionalText("option") ?? "", (int)(fields.OptionalInteger("limit") ?? 0), conditions);
    }

    private static IReadOnlyList<string> Keywords(YamlFields fields)
    {
        var keywords = fields.Strings("keywords");
        if (keywords.Count == 0)
        {
            fields.Problem("keywords", "'keywords' is missing: list the words of which one must be in the text");
        }

        if (keywords.FirstOrDefault(k => k.Length < 2 || !k.All(char.IsAscii)) is { } bad)
        {
            fields.Problem("keywords", $"'{bad}' is no keyword: it takes at least two ASCII characters");
        }

        return keywords;
    }

    private static MatchConditions Conditions(YamlFields fields) =>
        !PackKeys.Conditions.Any(fields.Has)
            ? MatchConditions.None
            : new MatchConditions(
                Scopes(fields, "inside"),
                Scopes(fields, "notInside"),
                fields.Strings("fileHas"),
                fields.Strings("fileLacks"),
                fields.Strings("functionHas"),
                fields.Strings("functionLacks"),
                fields.Regex("lineHas"),
                fields.Regex("lineLacks"),
                fields.Regex("pathHas"),
                fields.Regex("pathLacks"))
            {
                BlockHas = fields.Regexes("blockHas"),
                BlockLacks = fields.Regexes("blockLacks"),
                StartsStatement = fields.Flag("startsStatement"),
                SqlValue = fields.Flag("sqlValue"),
                FollowedBy = fields.Regex("followedBy"),
                NotFollowedBy = fields.Regex("notFollowedBy"),
                PrecededBy = fields.Regex("precededBy"),
                NotPrecededBy = fields.Regex("notPrecededBy"),
                Purpose = Purpose(fields),
            };

    private static LinearRegex? Purpose(YamlFields fields)
    {
        if (fields.OptionalText("purpose") is not { } name)
        {
            return null;
        }

        if (Purposes.Of(name) is { } known)
        {
            return known;
        }

        fields.Problem("purpose", $"'{name}' is not a purpose; use {string.Join(" or ", Purposes.Names)}");
        return null;
    }

    private static List<ScopeKind> Scopes(YamlFields fields, string key)
    {
        var kinds = new List<ScopeKind>();
        foreach (var text in fields.Strings(key))
        {
            if (Enum.TryParse<ScopeKind>(text, ignoreCase: true, out var kind))
            {
                kinds.Add(kind);
            }
            else
            {
                fields.Problem(key, $"'{text}' is not a scope; use function, loop, ownLoop or branch");
            }
        }

        return kinds;
    }
}
