namespace Synapse.Core.Agents.Breakers;

/// <summary>A time that doubles each time up to a limit.</summary>
internal static class Backoff
{
    private const int MaxDoublings = 30;

    /// <param name="time">From 1: the first time gives <paramref name="first"/>.</param>
    public static TimeSpan Of(TimeSpan first, TimeSpan most, int time)
    {
        var ticks = (Int128)first.Ticks << Math.Clamp(time - 1, 0, MaxDoublings);
        return ticks < most.Ticks ? TimeSpan.FromTicks((long)ticks) : most;
    }
}
