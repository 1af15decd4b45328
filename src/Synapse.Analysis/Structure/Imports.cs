using System.Text.RegularExpressions;
using Synapse.Analysis.Languages;

namespace Synapse.Analysis.Structure;

/// <summary>Reads what a file imports under a name of its own, or as a bare name of a member.</summary>
internal static partial class Imports
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    /// <summary>Characters of one import, and imports of one file: more than anybody writes.</summary>
    private const int MaxLength = 8_000;
    private const int MaxImports = 2_000;

    public static IEnumerable<ImportedName> Of(LanguageDefinition language, string text) => language.Id switch
    {
        "python" => At(text, "import", PythonModule()).SelectMany(m => Listed(m, "", " as ")).Concat(At(text, "import", PythonMember()).SelectMany(m => Listed(m, Last(m.Groups["module"].Value), " as "))),
        "javascript" or "typescript" => At(text, "import", ScriptMembers()).SelectMany(m => Listed(m, Last(m.Groups["module"].Value), " as "))
            .Concat(At(text, "require", RequiredMembers()).SelectMany(m => Listed(m, Last(m.Groups["module"].Value), ":")))
            .Concat(At(text, "require", RequiredMember()).Concat(At(text, "promisify", Promised())).Select(m => One(m, m.Groups["name"].Value) with { Module = Last(m.Groups["module"].Value) }))
            .Concat(At(text, "import", ScriptModule()).Concat(At(text, "require", RequiredModule())).Select(m => One(m, Last(m.Groups["module"].Value)))),
        "go" => At(text, "import", GoImports()).SelectMany(block => GoModule().Matches(block.Value).Select(m =>
            One(m, GoName(m.Groups["module"].Value)) with { Start = block.Index, End = block.Index + block.Length })),
        "java" => At(text, "import static", JavaMember()).Select(m => new ImportedName(m.Groups["name"].Value, Last(m.Groups["module"].Value), m.Groups["name"].Value, m.Index, m.Index + m.Length)),
        "csharp" => At(text, "using", SharpType()).Select(m => One(m, Last(m.Groups["module"].Value)))
            .Concat(At(text, "using static", SharpMembers()).Select(m => new ImportedName("", Last(m.Groups["module"].Value), ImportedName.All, m.Index, m.Index + m.Length))),
        "kotlin" or "php" or "rust" => At(text, " as ", Renamed()).Select(m => One(m, Last(m.Groups["module"].Value))),
        _ => [],
    };

    /// <summary>The imports on lines that hold the word: it is found faster than any expression is.</summary>
    private static IEnumerable<Match> At(string text, string word, Regex import)
    {
        var tried = 0;
        var end = 0;
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0 && tried < MaxImports; at = at + 1 < text.Length ? text.IndexOf(word, at + 1, StringComparison.Ordinal) : -1)
        {
            var line = text.LastIndexOf('\n', at) + 1;
            if (line < end)
            {
                continue;
            }

            tried++;
            var match = import.Match(text, line, Math.Min(MaxLength, text.Length - line));
            if (match.Success)
            {
                end = match.Index + match.Length;
                yield return match;
            }
            else
            {
                end = at + 1;
            }
        }
    }

    private static ImportedName One(Match match, string name) => new(match.Groups["local"].Value, "", name, match.Index, match.Index + match.Length);

    /// <summary>The names in a list: <c>a, b as c</c>.</summary>
    private static IEnumerable<ImportedName> Listed(Match match, string module, string between)
    {
        foreach (var item in match.Groups["names"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var at = item.IndexOf(between, StringComparison.Ordinal);
            var name = (at < 0 ? item : item[..at]).Trim();
            var local = at < 0 ? name : item[(at + between.Length)..].Trim();
            if (IsPlain(local) && name.Split('.').All(IsPlain))
            {
                yield return new ImportedName(local, module, name, match.Index, match.Index + match.Length);
            }
        }
    }

    private static bool IsPlain(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    /// <summary>The last part of a dotted, slashed or otherwise qualified name: <c>node:fs</c> is fs.</summary>
    private static string Last(string name) => name[(name.LastIndexOfAny(['.', '/', '\\', ':']) + 1)..];

    /// <summary>The package of a path: its last part that is no version.</summary>
    private static string GoName(string path)
    {
        var parts = path.Split('/');
        return parts.Length > 1 && Version().IsMatch(parts[^1]) ? parts[^2] : parts[^1];
    }

    [GeneratedRegex(@"^[ \t]*import[ \t]+(?<names>[\w.]+[^\n#;(]*)", Options)]
    private static partial Regex PythonModule();

    [GeneratedRegex(@"^[ \t]*from[ \t]+(?<module>[\w.]+)[ \t]+import[ \t]+(?:\((?<names>[^)#]*)\)|(?<names>[^\n#;(]+))", Options)]
    private static partial Regex PythonMember();

    [GeneratedRegex(@"^[ \t]*import\s+(?:\w+\s*,\s*)?\{(?<names>[^{}]*)\}\s*from\s*[""'](?<module>[^""'\n]+)[""']", Options)]
    private static partial Regex ScriptMembers();

    [GeneratedRegex(@"^[ \t]*(?:const|let|var)\s+\{(?<names>[^{}\n]*)\}\s*=\s*require\(\s*[""'](?<module>[^""'\n]+)[""']\s*\)", Options)]
    private static partial Regex RequiredMembers();

    [GeneratedRegex(@"^[ \t]*import\s+(?:\*\s*as\s+)?(?<local>\w+)\s+from\s*[""'](?<module>[^""'\n]+)[""']", Options)]
    private static partial Regex ScriptModule();

    [GeneratedRegex(@"^[ \t]*(?:const|let|var)\s+(?<local>\w+)\s*=\s*require\(\s*[""'](?<module>[^""'\n]+)[""']\s*\)\s*(?:;|\n|$)", Options)]
    private static partial Regex RequiredModule();

    [GeneratedRegex(@"^[ \t]*(?:const|let|var)\s+(?<local>\w+)\s*=\s*require\(\s*[""'](?<module>[^""'\n]+)[""']\s*\)\.(?<name>\w+)\s*(?:;|\n|$)", Options)]
    private static partial Regex RequiredMember();

    /// <summary>A function that gives its result as a promise is called like the one it is made of.</summary>
    [GeneratedRegex(@"^[ \t]*(?:export\s+)?(?:const|let|var)\s+(?<local>\w+)\s*=\s*(?:\w+\.)?(?<module>promisify)\(\s*(?:\w+\.)?(?<name>\w+)\s*\)", Options)]
    private static partial Regex Promised();

    [GeneratedRegex(@"^import\s+(?:\([^)]*\)|\w+\s+""[^""\n]+"")", Options)]
    private static partial Regex GoImports();

    [GeneratedRegex(@"(?<local>[A-Za-z]\w*)[ \t]+""(?<module>[\w./~-]+)""", Options)]
    private static partial Regex GoModule();

    [GeneratedRegex(@"^\s*import\s+static\s+(?<module>[\w.]+)\.(?<name>\w+|\*)\s*;", Options)]
    private static partial Regex JavaMember();

    [GeneratedRegex(@"^\s*(?:global\s+)?using\s+(?<local>\w+)\s*=\s*(?<module>[\w.]+)\s*;", Options)]
    private static partial Regex SharpType();

    [GeneratedRegex(@"^\s*(?:global\s+)?using\s+static\s+(?<module>[\w.]+)\s*;", Options)]
    private static partial Regex SharpMembers();

    [GeneratedRegex(@"^\s*(?:import|use)\s+(?:function\s+)?(?<module>\w+(?:(?:\.|\\|::)\w+)+)\s+as\s+(?<local>\w+)", Options)]
    private static partial Regex Renamed();

    [GeneratedRegex(@"^v\d+$", Options)]
    private static partial Regex Version();
}
