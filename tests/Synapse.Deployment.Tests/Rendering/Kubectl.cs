using System.Collections.Concurrent;
using System.Diagnostics;

namespace Synapse.Deployment.Tests.Rendering;

/// <summary>Renders overlays with the kustomize in kubectl. No cluster is asked.</summary>
internal static class Kubectl
{
    private static readonly ConcurrentDictionary<string, string> Rendered = new();

    private static readonly string? Executable =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(d => Path.Combine(d, "kubectl")).FirstOrDefault(File.Exists);

    public static IEnumerable<string> Overlays =>
        Directory.EnumerateDirectories(Repository.PathOf("infra/k8s/overlays")).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal);

    /// <summary>A manifest of its own for each caller, who may change it. Skips the test where kubectl is not installed.</summary>
    public static Manifest Render(string overlay)
    {
        Assert.SkipWhen(Executable is null, "kubectl is not in PATH; test.sh installs it where it may");
        var text = Rendered.GetOrAdd(overlay, Run);
        return new Manifest(overlay, [.. YamlText.Documents(text)]);
    }

    private static string Run(string overlay)
    {
        var start = new ProcessStartInfo(Executable!, ["kustomize", Repository.PathOf($"infra/k8s/overlays/{overlay}")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"kubectl kustomize {overlay}: {errors.GetAwaiter().GetResult()}");
    }
}
