using System.Diagnostics;

namespace Synapse.Silo.Tests.Silos;

/// <summary>Waits for what is to become true, and not for time; the bound only ends what never would.</summary>
internal static class Until
{
    public static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <param name="story">What is told when it never becomes true.</param>
    public static async Task TrueAsync(Func<Task<bool>> isTrue, Func<string> story)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await isTrue())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Bound, story());
            await Task.Delay(Look);
        }
    }

    public static Task TrueAsync(Func<bool> isTrue, Func<string> story) => TrueAsync(() => Task.FromResult(isTrue()), story);
}
