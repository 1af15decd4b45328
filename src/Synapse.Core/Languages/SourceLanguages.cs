using System.Collections.Frozen;

namespace Synapse.Core.Languages;

/// <summary>Which files are in which language: the one table of extensions and names, for whoever reads the code and for whoever only weighs it.</summary>
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
        ["vue"] = [".vue", ".svelte"],
        ["python"] = [".py", ".pyi", ".pyw"],
        ["go"] = [".go"],
        ["elixir"] = [".ex", ".exs", ".eex", ".heex", ".leex"],
        ["kotlin"] = [".kt", ".kts"],
        ["scala"] = [".scala", ".sc"],
        ["php"] = [".php", ".phtml", ".inc", ".php3", ".php4", ".php5", ".php7", ".module", ".install"],
        ["ruby"] = [".rb", ".rake", ".gemspec", ".ru", ".podspec"],
        ["c"] = [".c", ".h"],
        ["cpp"] = [".cc", ".cpp", ".cxx", ".c++", ".hh", ".hpp", ".hxx", ".h++", ".inl", ".ipp", ".m", ".mm", ".ino"],
        ["rust"] = [".rs"],
        ["swift"] = [".swift"],
        ["sql"] = [".sql", ".pls", ".plsql", ".pgsql", ".tsql", ".pkb", ".pks"],
        ["shell"] = [".sh", ".bash", ".zsh", ".ksh"],
        ["powershell"] = [".ps1", ".psm1"],
        ["html"] =
        [
            ".html", ".htm", ".xhtml", ".erb", ".ejs", ".hbs", ".handlebars", ".mustache", ".twig", ".jinja", ".jinja2", ".j2", ".njk", ".liquid",
            ".jsp", ".jspf", ".tag", ".tmpl", ".gohtml", ".ftl", ".ftlh", ".vm", ".blade.php", ".latte", ".mako", ".haml", ".slim", ".pug", ".jade",
        ],
        ["yaml"] = [".yml", ".yaml"],
        ["json"] = [".json", ".jsonc", ".json5", ".webmanifest"],
        ["xml"] = [".xml", ".config", ".csproj", ".vbproj", ".fsproj", ".props", ".targets", ".plist", ".entitlements", ".xsd", ".xsl", ".xslt", ".pom", ".storyboard"],
        ["dockerfile"] = [".dockerfile"],
        ["terraform"] = [".tf", ".hcl", ".tfvars"],
        ["nginx"] = [".nginx"],
        ["properties"] = [".properties", ".ini", ".toml", ".cfg", ".conf", ".env"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> ByExtension =
        Extensions.SelectMany(l => l.Value.Select(e => (Extension: e, Id: l.Key))).ToFrozenDictionary(p => p.Extension, p => p.Id, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> ByName = new Dictionary<string, string>
    {
        ["Dockerfile"] = "dockerfile",
        ["Containerfile"] = "dockerfile",
        ["Gemfile"] = "ruby",
        ["Rakefile"] = "ruby",
        ["Vagrantfile"] = "ruby",
        ["Podfile"] = "ruby",
        ["Fastfile"] = "ruby",
        ["nginx.conf"] = "nginx",
        ["Pipfile"] = "properties",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The language id of a file: by its name, else by the longest of its extensions that is known (<c>.blade.php</c> before <c>.php</c>).</summary>
    public static string Of(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (ByName.TryGetValue(name, out var id))
        {
            return id;
        }

        if (path.Contains("nginx", StringComparison.Ordinal) && name.EndsWith(".conf", StringComparison.Ordinal))
        {
            return "nginx";
        }

        for (var dot = name.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = name.IndexOf('.', dot + 1))
        {
            if (ByExtension.TryGetValue(name[dot..], out id))
            {
                return id;
            }
        }

        // Dockerfile.test and the like.
        return name.StartsWith("Dockerfile.", StringComparison.OrdinalIgnoreCase) ? "dockerfile" : Text;
    }

    /// <summary>The extensions of a language, with their dots; none for an id that is not in the table.</summary>
    public static ValueList<string> ExtensionsOf(string id) => Extensions.GetValueOrDefault(id);
}
