using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Synapse.Analysis.Languages;

namespace Synapse.Analysis.Rules;

/// <summary>
/// The rule packs: the embedded ones, and those of a folder. A pack is a folder with one file per language family, so that a review
/// reads only what its languages need: <c>packs/security/python.yaml</c>, <c>python.django.yaml</c>, or <c>any.yaml</c> for every text.
/// </summary>
public sealed class RulePacks
{
    private const string Prefix = "packs/";
    private static readonly Assembly Assembly = typeof(RulePacks).Assembly;

    private readonly List<(string Pack, string Family, string File, Func<string> Read, bool Embedded)> _files = [];
    private readonly ConcurrentDictionary<string, (IReadOnlyList<Rule> Rules, IReadOnlyList<PackProblem> Problems)> _read = new(StringComparer.Ordinal);

    private RulePacks()
    {
        foreach (var resource in Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var parts = resource.Split('/');
            _files.Add((parts[1], FamilyOf(parts[^1]), resource, () => ReadResource(resource), true));
        }
    }

    public static RulePacks Embedded { get; } = new();

    /// <summary>The embedded packs and those of a folder: <c>FOLDER/PACK/FAMILY.yaml</c> or <c>FOLDER/PACK.yaml</c>.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    public static RulePacks WithFolder(string folder)
    {
        var packs = new RulePacks();
        foreach (var file in Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var relative = Path.GetRelativePath(folder, file).Replace('\\', '/');
            var family = relative.Contains('/', StringComparison.Ordinal) ? FamilyOf(Path.GetFileName(file)) : "any";
            var pack = relative.Contains('/', StringComparison.Ordinal) ? relative.Split('/')[0] : Path.GetFileNameWithoutExtension(file);
            packs._files.Add((pack, family, relative, () => File.ReadAllText(file), false));
        }

        return packs;
    }

    public IReadOnlySet<string> Names => _files.Select(f => f.Pack).ToHashSet(StringComparer.Ordinal);

    /// <summary>SHA-256 of the packs of the folder, in hexadecimal; empty without one. The embedded ones change with the program.</summary>
    public string Digest => _files.Any(f => !f.Embedded)
        ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', _files.Where(f => !f.Embedded).SelectMany(f => (string[])[f.File, f.Read()])))))
        : "";

    /// <summary>Every rule of every pack.</summary>
    public IReadOnlyList<Rule> All => [.. _files.SelectMany(f => Load(f).Rules)];

    /// <summary>What is wrong in the packs of the folder; the embedded ones are held right by tests.</summary>
    public IReadOnlyList<PackProblem> Problems => [.. _files.Where(f => !f.Embedded).SelectMany(f => Load(f).Problems)];

    /// <summary>The rules of one pack that can apply to one of the languages.</summary>
    internal IReadOnlyList<Rule> Of(string pack, IReadOnlySet<string> languages)
    {
        var families = languages.SelectMany(LanguageCatalog.FamiliesOf).Append("any").ToHashSet(StringComparer.Ordinal);
        return [.. _files.Where(f => f.Pack == pack && (families.Contains(f.Family) || !LanguageCatalog.IsFamily(f.Family))).SelectMany(f => Load(f).Rules)];
    }

    internal IReadOnlyList<PackProblem> EmbeddedProblems() =>
        [.. _files.Where(f => f.Embedded).SelectMany(f => PackReader.Read(f.File, f.Read()).Problems)];

    private (IReadOnlyList<Rule> Rules, IReadOnlyList<PackProblem> Problems) Load((string Pack, string Family, string File, Func<string> Read, bool Embedded) file) =>
        _read.GetOrAdd(file.File, _ => PackReader.Read(file.File, file.Read(), checkRegexes: !file.Embedded));

    /// <summary>The family stands before the first dot of the file's name.</summary>
    private static string FamilyOf(string file) => file[..file.IndexOf('.', StringComparison.Ordinal)];

    private static string ReadResource(string name)
    {
        using var reader = new StreamReader(Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
