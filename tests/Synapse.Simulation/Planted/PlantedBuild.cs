using System.Diagnostics;

namespace Synapse.Simulation.Planted;

/// <summary>A copy of the sources in a temporary folder, with the bugs in, built apart from the real ones.</summary>
internal sealed class PlantedBuild : IDisposable
{
    private static readonly string[] Parts =
    [
        "Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig", "silo.json", "infra/build",
        "src/Synapse.Core", "src/Synapse.Runtime", "src/Synapse.Storage", "tests/Synapse.Simulation",
    ];

    private readonly string _folder;

    private PlantedBuild(string folder) => _folder = folder;

    /// <exception cref="InvalidDataException">A bug does not fit the sources, or they do not build with it.</exception>
    public static PlantedBuild Make(string root, IReadOnlyList<PlantedBug> bugs)
    {
        var build = new PlantedBuild(Directory.CreateTempSubdirectory("synapse-planted-").FullName);
        foreach (var part in Parts)
        {
            build.Copy(root, part);
        }

        foreach (var (file, text) in PlantedSources.Plant(root, bugs))
        {
            File.WriteAllText(Path.Combine(build._folder, file), text);
        }

        // Warnings and analysers are for code that people read.
        var (code, output) = build.Run(
            "dotnet", null, "msbuild", "tests/Synapse.Simulation", "-restore", "-t:Build", "-p:Configuration=Release", "-p:TreatWarningsAsErrors=false", "-p:RunAnalyzers=false", "-v:q", "-nologo");
        return code == 0 ? build : throw new InvalidDataException($"the sources with the bugs in do not build:{Environment.NewLine}{output}");
    }

    /// <summary>Runs seeds with one bug awake (or none, for an empty name) until one is violated.</summary>
    public (int ExitCode, string Output) Simulate(string bug, int seeds) =>
        Run(Path.Combine(_folder, "tests/Synapse.Simulation/bin/Release/net10.0/Synapse.Simulation"), bug, "--seeds", $"{seeds}", "--threads", "1", "--first", "--brief");

    public void Dispose() => Directory.Delete(_folder, true);

    private void Copy(string root, string part)
    {
        var source = Path.Combine(root, part);
        var files = File.Exists(source) ? [source] : Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories);
        foreach (var file in files)
        {
            var name = Path.GetRelativePath(root, file);
            if (!name.Split(Path.DirectorySeparatorChar).Any(p => p is "bin" or "obj"))
            {
                var target = Path.Combine(_folder, name);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }
    }

    private (int ExitCode, string Output) Run(string program, string? bug, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true };
        start.Environment["SYNAPSE_PLANTED"] = bug;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
