namespace Synapse.Simulation.Kernel;

/// <summary>The one source of chance of a run. SplitMix64: the same seed gives the same numbers on every machine and runtime.</summary>
internal sealed class SimRandom(ulong seed)
{
    private ulong _state = seed;

    public ulong NextBits()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 to <paramref name="bound"/> - 1.</summary>
    public int Next(int bound) => (int)(NextBits() % (ulong)bound);

    public int Between(int least, int most) => least + Next(most - least + 1);

    public bool Chance(int percent) => Next(100) < percent;

    public TimeSpan Milliseconds(int least, int most) => TimeSpan.FromTicks((least * TimeSpan.TicksPerMillisecond) + (long)(NextBits() % (ulong)(((most - least) * TimeSpan.TicksPerMillisecond) + 1)));

    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];
}
