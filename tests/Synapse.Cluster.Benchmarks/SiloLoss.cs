using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime;
using Synapse.Benchmarks;
using Synapse.Cluster.Client;
using Synapse.Cluster.Client.Reviews;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;

namespace Synapse.Cluster.Benchmarks;

/// <summary>
/// Three silos in processes of their own; one is ended. How long until its reviews are served again, asked from outside through another silo, for each of
/// them every 50 ms whatever became of the earlier questions.
/// </summary>
internal static class SiloLoss
{
    private const int Silos = 3;
    private const int Reviews = 30;
    private const int FirstPort = 21_000;

    private static readonly CommandContext Context = new("bench", "observe");

    private static readonly ProbeSettings[] Settings =
    [
        new("2 s, 2 missed, 2 votes, refresh 5 s", 2, 2, 2, 5),
        new("1 s, 2 missed, 2 votes, refresh 5 s", 1, 2, 2, 5),
        new("5 s, 3 missed, 2 votes, refresh 60 s (Orleans' defaults)", 5, 3, 2, 60),
    ];

    public static async Task RunAsync(BenchServer server, int runs)
    {
        Console.WriteLine($"\n## A silo is lost\n\nMedians of {runs} runs, from the least to the most in brackets. Load average before: {Figures.Load}.\n");
        Figures.Head("probes", "end", "first of its reviews served, s:", "all of them, s:");
        foreach (var probes in Settings)
        {
            await OfEndAsync(server, probes, "kill -9", runs, s => s.Kill());
            await OfEndAsync(server, probes, "frozen", runs, s => s.Freeze());
            if (probes == Settings[0])
            {
                await OfEndAsync(server, probes, "stopped at once, as KillSiloAsync does", runs, s => s.StopAtOnce());
            }
        }
    }

    private static async Task OfEndAsync(BenchServer server, ProbeSettings probes, string name, int runs, Action<SiloProcess> end)
    {
        var (first, all) = (new List<double>(), new List<double>());
        for (var run = 0; run < runs; run++)
        {
            var times = await LoseAsync(await server.SchemaAsync(), probes, end);
            first.Add(times.Min());
            all.Add(times.Max());
        }

        Figures.Row(probes.Name, name, Text(first), Text(all));
    }

    private static string Text(List<double> seconds) => $"{Figures.Text(Figures.Median(seconds), "0.0")} ({Figures.Text(seconds.Min(), "0.0")}-{Figures.Text(seconds.Max(), "0.0")})";

    /// <summary>Seconds until each review of the lost silo was served.</summary>
    private static async Task<double[]> LoseAsync(string schema, ProbeSettings probes, Action<SiloProcess> end)
    {
        var silos = await Task.WhenAll(Enumerable.Range(0, Silos).Select(i => SiloProcess.StartAsync(schema, FirstPort + i, probes)));
        try
        {
            using var host = await ConnectAsync();
            var client = host.Services.GetRequiredService<IClusterClient>();
            var reviews = Enumerable.Range(0, Reviews).Select(i => client.GetGrain<IReviewGrain>(GrainKeys.Of(ReviewShape.IdOf($"r{i}")))).ToList();
            await Task.WhenAll(reviews.Select((r, i) => r.RequestAsync(ReviewShape.Request, new CommandContext("bench", $"r{i}"), CancellationToken.None)));
            var management = client.GetGrain<IManagementGrain>(0);
            var lost = new List<IReviewGrain>();
            foreach (var review in reviews)
            {
                if ((await management.GetActivationAddress(review))?.ToParsableString() == silos[^1].Address)
                {
                    lost.Add(review);
                }
            }

            if (lost.Count == 0)
            {
                throw new InvalidOperationException("no review is on the silo that is to be lost");
            }

            // All silos have probed each other by then.
            await Task.Delay(TimeSpan.FromSeconds(3));
            var watch = Stopwatch.StartNew();
            end(silos[^1]);
            var times = await Task.WhenAll(lost.Select(r => ServedAsync(r, watch)));
            await host.StopAsync();
            return times;
        }
        finally
        {
            foreach (var silo in silos)
            {
                silo.Dispose();
            }
        }
    }

    private static async Task<double> ServedAsync(IReviewGrain review, Stopwatch watch)
    {
        var served = new TaskCompletionSource<double>(TaskCreationOptions.RunContinuationsAsynchronously);
        while (!served.Task.IsCompleted)
        {
            _ = AskAsync(review, watch, served);
            await Task.WhenAny(served.Task, Task.Delay(50));
        }

        return await served.Task;
    }

    private static async Task AskAsync(IReviewGrain review, Stopwatch watch, TaskCompletionSource<double> served)
    {
        try
        {
            // Answered by the one that is being lost, it would not count: asked too early.
            var asked = watch.Elapsed;
            var answer = await review.ObserveAsync(Context, CancellationToken.None);
            if (answer.Reply is not null && asked > TimeSpan.FromMilliseconds(100))
            {
                served.TrySetResult(watch.Elapsed.TotalSeconds);
            }
        }
        catch (Exception)
        {
            // Lost on its way; others follow.
        }
    }

    private static async Task<IHost> ConnectAsync()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = ("bench", "bench"));
            client.UseStaticClustering(new IPEndPoint(IPAddress.Loopback, SiloProcess.GatewayOf(FirstPort)));
            client.AddSynapseClient("bench", "bench");
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
