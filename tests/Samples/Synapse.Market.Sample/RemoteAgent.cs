using Microsoft.Extensions.Logging.Abstractions;
using Synapse.Analysis.Rules;
using Synapse.Core.Signals;
using Synapse.Hosting.Agents;
using Synapse.Hosting.Work;
using Synapse.Runtime;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Queues;
using Synapse.Storage.Sqlite;

namespace Synapse.Market.Sample;

/// <summary>An agent in a process of its own: it takes its work out of the queue and reports, and shares nothing with the others but the journal.</summary>
internal static class RemoteAgent
{
    /// <summary>Works until its standard input ends.</summary>
    public static async Task<int> RunAsync(string file)
    {
        await using var journal = await SqliteJournal.OpenAsync(file, TimeProvider.System);
        ReviewWorkers? workers = null;
        var work = new QueuedWork(queue => workers?.Offer(queue));
        using var engine = new EmbeddedEngine(journal, work, new Silent(), TimeProvider.System, TaskScheduler.Default, EngineLimits.Default).HostAll();
        work.Engine = engine;
        var options = QueueWorkerOptions.For($"far-{Environment.ProcessId}") with { Workers = 1, Poll = TimeSpan.FromMilliseconds(100) };
        await using (workers = new ReviewWorkers(new ReviewAgents(SampleAgents.For("elsewhere"), RulePacks.Embedded), journal, engine, options, TimeProvider.System, NullLogger<ReviewWorkers>.Instance))
        {
            Console.WriteLine("ready");
            await Console.In.ReadToEndAsync();
        }

        return 0;
    }

    private sealed class Silent : ISignalSink
    {
        public ValueTask PublishAsync(string id, Signal signal, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
