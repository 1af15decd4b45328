namespace Synapse.Simulation.Checks;

/// <summary>The first thing that went wrong in a run ends it.</summary>
internal sealed class Violations
{
    public string? First { get; private set; }

    public void Add(string what) => First ??= what;

    public void Unless(bool holds, string what)
    {
        if (!holds)
        {
            Add(what);
        }
    }
}
