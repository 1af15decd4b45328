using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Synapse.Tidy.Tests;

/// <summary>Holds the house in order by reading text only.</summary>
public sealed partial class TidyTests
{
    private const int MaxFileLines = 400;
    private const int MaxMethodLines = 70;

    private static readonly string Root = FindRoot();

    private static readonly string[] RootEntries =
    [
        ".ci", ".editorconfig", ".gitattributes", ".gitignore", "CHANGELOG.md", "Directory.Build.props", "Directory.Packages.props", "LICENSE",
        "README.md", "Synapse.Orleans.sln", "global.json", "infra", "run.sh", "silo.json", "src", "test.sh", "tests",
    ];

    private static readonly Dictionary<string, string[]> MayReference = new()
    {
        ["Synapse.Core"] = [],
        ["Synapse.Contracts"] = [],
        ["Synapse.Runtime"] = ["Synapse.Core"],
        ["Synapse.Analysis"] = ["Synapse.Core"],
        ["Synapse.Storage"] = ["Synapse.Runtime"],
        ["Synapse.Hosting"] = ["Synapse.Analysis", "Synapse.Contracts", "Synapse.Runtime", "Synapse.Storage"],
        ["Synapse.Cluster.Client"] = ["Synapse.Contracts", "Synapse.Runtime"],
        ["Synapse.Cluster"] = ["Synapse.Cluster.Client", "Synapse.Hosting"],
        ["Synapse.Silo"] = ["Synapse.Cluster"],
        ["Synapse.Cli"] = ["Synapse.Analysis", "Synapse.Contracts", "Synapse.Hosting", "Synapse.Runtime", "Synapse.Storage"],
    };

    public static TheoryData<string> Projects => [.. Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(f => Path.GetFileNameWithoutExtension(f))];

    [Fact]
    public void Nothing_else_is_at_the_root()
    {
        string[] local = [".git", "artifacts", "bin", "obj"];
        var found = Directory.EnumerateFileSystemEntries(Root).Select(Path.GetFileName).Where(n => !local.Contains(n)).Order(StringComparer.Ordinal);
        Assert.Equal(RootEntries.Order(StringComparer.Ordinal), found);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_what_it_may(string project)
    {
        Assert.True(MayReference.ContainsKey(project), $"{project} is not in the list of projects and what they may reference");
        var file = XDocument.Load(Path.Combine(Root, "src", project, project + ".csproj"));
        var references = file.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));
        Assert.Empty(references.Except(MayReference[project]));
    }

    [Fact]
    public void The_core_has_no_packages()
    {
        var file = XDocument.Load(Path.Combine(Root, "src", "Synapse.Core", "Synapse.Core.csproj"));
        Assert.All(file.Descendants("PackageReference"), p => Assert.Equal("all", p.Attribute("PrivateAssets")?.Value));
    }

    [Fact]
    public void Orleans_stays_in_its_box() => Assert.DoesNotContain(
        Directory.EnumerateFiles(Root, "*.csproj", SearchOption.AllDirectories)
            .Where(f => !f.Contains("Synapse.Cluster", StringComparison.Ordinal) && !f.Contains("Synapse.Silo", StringComparison.Ordinal)),
        f => File.ReadAllText(f).Contains("Microsoft.Orleans", StringComparison.Ordinal));

    /// <summary>Where Orleans cannot be restored, everything else is built and tested.</summary>
    [Fact]
    public void The_embedded_solution_is_everything_but_the_cluster()
    {
        var all = ProjectFile().Matches(File.ReadAllText(Path.Combine(Root, "Synapse.Orleans.sln"))).Select(m => m.Groups[1].Value);
        var filter = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "infra", "build", "Embedded.slnf"))).RootElement.GetProperty("solution").GetProperty("projects");
        Assert.Equal(
            all.Where(p => !p.Contains("Synapse.Cluster", StringComparison.Ordinal) && !p.Contains("Synapse.Silo", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            filter.EnumerateArray().Select(p => p.GetString()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Versions_are_in_one_place_and_fixed()
    {
        foreach (var project in Directory.EnumerateFiles(Root, "*.csproj", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain(XDocument.Load(project).Descendants("PackageReference"), p => p.Attribute("Version") is not null);
        }

        var versions = XDocument.Load(Path.Combine(Root, "Directory.Packages.props")).Descendants("PackageVersion").Select(p => p.Attribute("Version")!.Value);
        Assert.All(versions, v => Assert.DoesNotContain('*', v));
    }

    [Fact]
    public void Files_stay_short() =>
        Assert.Empty(Sources().Select(f => (f, Lines: File.ReadLines(f).Count())).Where(f => f.Lines > MaxFileLines).Select(f => $"{Relative(f.f)}: {f.Lines} lines"));

    [Fact]
    public void Methods_stay_short() => Assert.Empty(Sources().SelectMany(LongMethods));

    /// <summary>A part of a type that is written in several files is named <c>Type.Part.cs</c>.</summary>
    [Fact]
    public void A_file_is_named_after_a_type_in_it() =>
        Assert.Empty(Sources().Where(f => Path.GetFileName(f) != "Program.cs" && !Regex.IsMatch(File.ReadAllText(f), $@"\b(class|record|struct|enum|interface)\s+{Regex.Escape(Path.GetFileName(f).Split('.')[0])}\b")).Select(Relative));

    [Fact]
    public void Namespaces_follow_folders_and_never_shadow_Orleans() => Assert.Empty(
        Sources().Select(f => (File: f, Namespace: NamespaceLine().Match(File.ReadAllText(f)).Groups[1].Value))
            .Where(f => f.Namespace.Length > 0)
            .Where(f => f.Namespace.StartsWith("Synapse.Orleans", StringComparison.Ordinal) || f.Namespace != NamespaceOf(f.File))
            .Select(f => $"{Relative(f.File)}: {f.Namespace}"));

    [Fact]
    public void Links_of_the_documents_lead_somewhere()
    {
        var documents = Directory.EnumerateFiles(Root, "*.md").Concat(Directory.EnumerateFiles(Path.Combine(Root, "infra"), "*.md", SearchOption.AllDirectories));
        var broken = new List<string>();
        foreach (var document in documents)
        {
            foreach (Match link in Link().Matches(File.ReadAllText(document)))
            {
                var target = link.Groups[1].Value.Split('#')[0];
                if (target.Length > 0 && !target.Contains("://", StringComparison.Ordinal) && !Path.Exists(Path.Combine(Path.GetDirectoryName(document)!, target)))
                {
                    broken.Add($"{Relative(document)}: {target}");
                }
            }
        }

        Assert.Empty(broken);
    }

    [Fact]
    public void The_readme_walks_through_a_review_with_links()
    {
        var readme = File.ReadAllText(Path.Combine(Root, "README.md"));
        foreach (var step in (string[])["ReviewCommand.cs", "EmbeddedEngine.cs", "AggregateLoop.cs", "ReviewDecider.cs", "IJournal.cs", "ReviewReactor.cs", "ChangeScan.cs", "TerminalReport.cs"])
        {
            Assert.Matches($@"\]\([^)]*{Regex.Escape(step)}\)", readme);
        }
    }

    private static IEnumerable<string> Sources() =>
        new[] { "src", "tests" }.SelectMany(f => Directory.EnumerateFiles(Path.Combine(Root, f), "*.cs", SearchOption.AllDirectories))
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal));

    /// <summary>A member starts at four spaces of indentation and ends at the closing brace there.</summary>
    private static IEnumerable<string> LongMethods(string file)
    {
        var lines = File.ReadAllLines(file);
        var start = -1;
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i] == "    {" && i > 0 && !lines[i - 1].Contains("class ", StringComparison.Ordinal) && !lines[i - 1].Contains("record ", StringComparison.Ordinal) && !lines[i - 1].Contains("interface ", StringComparison.Ordinal))
            {
                start = i;
            }
            else if (lines[i] == "    }" && start >= 0)
            {
                if (i - start - 1 > MaxMethodLines)
                {
                    yield return $"{Relative(file)}:{start}: {i - start - 1} lines";
                }

                start = -1;
            }
        }
    }

    private static string NamespaceOf(string file)
    {
        var parts = Relative(file).Split('/');
        return string.Join('.', parts[1..^1]);
    }

    private static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Synapse.Orleans.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex("\"([^\"]+\\.csproj)\"")]
    private static partial Regex ProjectFile();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
