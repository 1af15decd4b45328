namespace Synapse.Core.Marketplace;

/// <summary>Files that say how a system is built, deployed and spoken to: a change of several is a change of its architecture.</summary>
internal static class StructuralFiles
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "package.json", "pom.xml", "build.gradle", "build.gradle.kts", "settings.gradle", "go.mod", "go.work", "mix.exs", "cargo.toml", "pyproject.toml", "setup.py",
        "makefile", "cmakelists.txt", "dockerfile", "compose.yaml", "compose.yml", "docker-compose.yml", "kustomization.yaml", "chart.yaml", "jenkinsfile",
        ".gitlab-ci.yml", "nuget.config", "global.json",
    };

    private static readonly string[] Endings = [".csproj", ".fsproj", ".sln", ".slnx", ".props", ".targets", ".proto", ".graphql", ".avsc", ".wsdl", ".xsd", ".tf", ".bicep"];

    private static readonly string[] Starts = ["openapi.", "swagger.", "asyncapi."];

    private static readonly string[] Folders = ["k8s/", "helm/", "terraform/", "deploy/", ".github/workflows/", "migrations/"];

    public static bool Contains(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return Names.Contains(name)
            || Endings.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase))
            || Starts.Any(s => name.StartsWith(s, StringComparison.OrdinalIgnoreCase))
            || Folders.Any(f => path.StartsWith(f, StringComparison.OrdinalIgnoreCase) || path.Contains("/" + f, StringComparison.OrdinalIgnoreCase));
    }
}
