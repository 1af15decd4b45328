namespace Synapse.Simulation.Planted;

/// <summary>The production sources with every bug in them, each asleep until its name is called.</summary>
internal static class PlantedSources
{
    private const string Switch = """
        namespace Synapse.Core.Kernel;

        public static class Planted
        {
            private static readonly string Name = System.Environment.GetEnvironmentVariable("SYNAPSE_PLANTED") ?? "";

            public static bool Is(string name) => name == Name;
        }
        """;

    /// <summary>The files that bugs change, by their path relative to the root, as they are with all bugs in.</summary>
    /// <exception cref="InvalidDataException">What a bug is planted in is not there any more, or more than once.</exception>
    public static IReadOnlyDictionary<string, string> Plant(string root, IReadOnlyList<PlantedBug> bugs)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal) { ["src/Synapse.Core/Kernel/Planted.cs"] = Switch };
        foreach (var bug in bugs)
        {
            foreach (var (file, find, replace) in bug.Edits)
            {
                var text = files.TryGetValue(file, out var changed) ? changed : File.ReadAllText(Path.Combine(root, file));
                var place = text.IndexOf(find, StringComparison.Ordinal);
                if (place < 0 || text.IndexOf(find, place + 1, StringComparison.Ordinal) >= 0)
                {
                    throw new InvalidDataException($"'{bug.Name}' is planted in {file} where this stands {(place < 0 ? "no more" : "more than once")}: {find}");
                }

                var with = replace.Replace("BUG", $"global::Synapse.Core.Kernel.Planted.Is(\"{bug.Name}\")", StringComparison.Ordinal);
                files[file] = string.Concat(text.AsSpan(0, place), with, text.AsSpan(place + find.Length));
            }
        }

        return files;
    }
}
