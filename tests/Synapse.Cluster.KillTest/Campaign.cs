using System.Diagnostics;
using Synapse.Contracts;

namespace Synapse.Cluster.KillTest;

/// <summary>What is done to the cluster while reviews run in it.</summary>
internal sealed class Campaign(ClusterScript script, ISynapse synapse, IReadOnlyList<string> changes, KillOptions options)
{
    private const int Silos = 3;
    private const int Submitters = 32;
    private const int Lost = 300;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RecoveryBound = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Dead = TimeSpan.FromSeconds(20);

    public LoadGenerator Load { get; } = new(synapse, changes);

    public List<PhaseRow> Rows { get; } = [];

    /// <summary>The 99th percentile of submissions before anything was done.</summary>
    public double Baseline { get; private set; }

    public int OpenAtLoss { get; private set; }

    /// <summary>Silos one after another, the database twice, a cut; all under load.</summary>
    public async Task UnderLoadAsync()
    {
        using var stop = new CancellationTokenSource();
        var load = Load.RunAsync("load", options.InFlight, Submitters, stop.Token);
        Console.Error.WriteLine("filling up");
        while (Load.Open < options.InFlight)
        {
            await Task.Delay(100);
        }

        var since = Stopwatch.GetTimestamp();
        await Task.Delay(3 * Window);
        Baseline = Load.P99Since(since) ?? 0;
        for (var kill = 1; kill <= options.Kills; kill++)
        {
            var silo = $"{(kill % Silos) + 1}";
            await DoAsync($"kill -9 of silo {silo}, started again", async () =>
            {
                await script.RunAsync("kill", silo);
                await script.RunAsync("start", silo);
            });
            if (kill == options.Kills / 3 || kill == 2 * options.Kills / 3)
            {
                await DoAsync("PostgreSQL ended at once and started again", () => script.RunAsync("restart-db"));
            }
        }

        await CutAsync($"{Silos}");
        await stop.CancelAsync();
        Console.Error.WriteLine($"waiting for {Load.Open} open reviews");
        await load;
    }

    /// <summary>All silos at once, long enough for deadlines to pass while nobody is there.</summary>
    public async Task AllLostAsync()
    {
        var ended = await Load.BurstAsync("lost", Lost);
        OpenAtLoss = Load.Open;
        Console.Error.WriteLine($"ending all silos with {OpenAtLoss} reviews open");
        await Task.WhenAll(Enumerable.Range(1, Silos).Select(n => script.RunAsync("kill", $"{n}")));
        await Task.Delay(Dead);
        await Task.WhenAll(Enumerable.Range(1, Silos).Select(n => script.RunAsync("start", $"{n}")));
        await ended;
    }

    private async Task CutAsync(string silo)
    {
        await DoAsync($"silo {silo} cut off from the others for {options.CutSeconds} s, healed", async () =>
        {
            await script.RunAsync("cut", silo);
            await Task.Delay(TimeSpan.FromSeconds(options.CutSeconds));
            await script.RunAsync("heal");
        });

        // Declared dead by the others, it ends itself when it hears so; whatever runs it starts it again.
        try
        {
            await script.RunAsync("start", silo);
        }
        catch (InvalidOperationException)
        {
            // It is running: the others did not give it up, or it has not heard of it yet.
        }
    }

    /// <summary>Does it, and watches how submissions fare until they are as before.</summary>
    private async Task DoAsync(string what, Func<Task> action)
    {
        Console.Error.WriteLine($"{what} ({Load.Open} open, {Load.Retries} calls made again)");
        var (started, worst) = (Stopwatch.GetTimestamp(), 0.0);
        var done = action();
        while (true)
        {
            var window = Stopwatch.GetTimestamp();
            await Task.Delay(Window);
            var p99 = Load.P99Since(window);
            worst = Math.Max(worst, p99 ?? Window.TotalMilliseconds);
            if (done.IsCompleted && p99 <= 2 * Baseline)
            {
                await done;
                Rows.Add(new PhaseRow(what, Stopwatch.GetElapsedTime(started), worst));
                return;
            }

            if (done.IsCompleted && Stopwatch.GetElapsedTime(started) > RecoveryBound + TimeSpan.FromSeconds(options.CutSeconds))
            {
                await done;
                Rows.Add(new PhaseRow(what, null, worst));
                return;
            }
        }
    }
}
