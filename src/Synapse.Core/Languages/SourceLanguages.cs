using System.Collections.Frozen;

namespace Synapse.Core.Languages;

/// <summary>Which files are in which language: the one table of extensions, for whoever reads the code and for whoever only weighs it.</summary>
public static class SourceLanguages
{
    /// <summary>The id of everything that is not in the table: lines without structure.</summary>
    public const string Text = "text";

    private static readonly FrozenDictionary<string, ValueList<string>> Extensions = new Dictionary<string, ValueList<string>>
    {
        ["csharp"] = [".cs", ".csx", ".cshtml", ".razor"],
        ["java"] = [".java"],
        ["javascript"] = [".js", ".jsx", ".mjs", ".cjs"],
        ["typescript"] = [".ts", ".tsx", ".mts", ".cts"],
        ["python"] = [".py", ".pyi", ".pyw"],
        ["go"] = [".go"],
        ["elixir"] = [".ex", ".exs", ".eex", ".heex", ".leex"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> ByExtension =
        Extensions.SelectMany(l => l.Value.Select(e => (Extension: e, Id: l.Key))).ToFrozenDictionary(p => p.Extension, p => p.Id, StringComparer.OrdinalIgnoreCase);

    /// <summary>The language id of a file, by its extension.</summary>
    public static string Of(string path)
    {
        var dot = path.LastIndexOf('.');
        return dot > path.LastIndexOf('/') && ByExtension.TryGetValue(path[dot..], out var id) ? id : Text;
    }

    /// <summary>The extensions of a language, with their dots; none for an id that is not in the table.</summary>
    public static ValueList<string> ExtensionsOf(string id) => Extensions.GetValueOrDefault(id);
}
