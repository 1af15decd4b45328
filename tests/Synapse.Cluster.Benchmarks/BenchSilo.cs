using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Synapse.Analysis.Rules;
using Synapse.Cluster.Signals;
using Synapse.Core.Reviews;
using Synapse.Hosting.Agents;
using Synapse.Runtime;
using Synapse.Runtime.Agents;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;

namespace Synapse.Cluster.Benchmarks;

/// <summary>What every silo here has, however it finds the others: Synapse's grains, its signals from the journal, and Orleans' storage and reminders.</summary>
internal static class BenchSilo
{
    /// <summary>The grain storage of the baseline.</summary>
    public const string Plain = "plain";

    private static readonly ReviewAgents Agents = new(SiloConfiguration.LoadDefault(), RulePacks.Embedded);

    /// <param name="database">Where grain storage and reminders are; null for memory.</param>
    public static void Configure(ISiloBuilder silo, IJournalStore journal, string? database, BenchWork work)
    {
        silo.Services.AddLogging(l => l.SetMinimumLevel(LogLevel.Error));
        silo.Services.AddSingleton(journal).AddSingleton(journal.Positions).AddSingleton(Agents).AddSingleton<PlainReviews>();
        silo.Services.AddSingleton(s => work.Of(s.GetRequiredService<IEngine>));
        silo.Services.AddSingleton(new EventSignals().HostAll());
        if (database is null)
        {
            silo.AddMemoryGrainStorage(Plain).AddMemoryGrainStorage(WakeBook.StorageName).AddMemoryGrainStorage("PubSubStore").UseInMemoryReminderService();
        }
        else
        {
            silo.AddAdoNetGrainStorage(Plain, o => (o.Invariant, o.ConnectionString, o.GrainStorageSerializer) = (BenchServer.Invariant, database, new RawBytes()));
            silo.AddAdoNetGrainStorage(WakeBook.StorageName, o => (o.Invariant, o.ConnectionString) = (BenchServer.Invariant, database));
            silo.AddAdoNetGrainStorage("PubSubStore", o => (o.Invariant, o.ConnectionString) = (BenchServer.Invariant, database));
            silo.UseAdoNetReminderService(o => (o.Invariant, o.ConnectionString) = (BenchServer.Invariant, database));
        }

        silo.AddJournalStreams();
        silo.AddSynapse();
    }
}
