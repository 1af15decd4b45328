namespace Synapse.Simulation.Planted;

/// <summary>A mistake somebody could make in the production code, switched on by its name in a build of its own.</summary>
internal sealed record PlantedBug(string Name, params Edit[] Edits);

/// <summary>One change of a source file.</summary>
/// <param name="File">Relative to the repository's root.</param>
/// <param name="Find">What stands there, exactly once.</param>
/// <param name="Replace">What is to stand there instead; <c>BUG</c> is true while this bug is switched on.</param>
internal sealed record Edit(string File, string Find, string Replace);
