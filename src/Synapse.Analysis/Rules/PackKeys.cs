namespace Synapse.Analysis.Rules;

/// <summary>The closed lists of keys of a pack. <c>infra/rule-pack.schema.json</c> says the same; a test compares the two.</summary>
internal static class PackKeys
{
    public static string[] Pack { get; } = ["pack", "languages", "category", "sources", "sourceParameters", "sourceHandlers", "sourceExceptions", "rules"];

    public static string[] Rule { get; } =
    [
        "id", "title", "category", "cwe", "severity", "confidence", "languages", "removed", "replacedBy", "match", "message", "recommendation",
        "fix", "references", "examples",
    ];

    public static string[] Fix { get; } = ["from", "to"];

    public static string[] Examples { get; } = ["match", "noMatch"];

    public static string[] Example { get; } = ["language", "code", "path"];

    public static string[] Conditions { get; } =
        ["inside", "notInside", "fileHas", "fileLacks", "functionHas", "functionLacks", "lineHas", "lineLacks", "pathHas", "pathLacks", "blockHas", "blockLacks", "startsStatement", "sqlValue", "followedBy", "notFollowedBy", "precededBy", "notPrecededBy", "purpose"];

    public static string[] Match { get; } =
        ["pattern", "where", "regex", "in", "group", "groupHas", "groupLacks", "groupNear", "minEntropy", "built", "clean", "metric", "option", "limit", "keywords", .. Conditions];

    public static string[] Constraint { get; } = ["kind", "regex", "notRegex", "strings", "notStarts", "from", "clean", "type", "differs", "memory", "overflows", "reaches", "passes", "min", "max", "backtracks", "madeOutsideLoop"];
}
