using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Synapse.Cluster.Client;
using Synapse.Cluster.KillTest;
using Synapse.Contracts;
using Synapse.Storage.Postgres;

if (KillOptions.Read(args) is not { } options)
{
    Console.Error.WriteLine("usage: Synapse.Cluster.KillTest [--repo DIR] [--in-flight N] [--kills N] [--cut-seconds N]");
    return 2;
}

var changes = await RealChanges.ReadAsync(options.Repository);
var script = new ClusterScript(RepositoryRoot.Path, PatientConfiguration.Write(deadlineSeconds: 900));
await script.RunAsync("down");
await script.RunAsync("up");
try
{
    using var host = Host.CreateApplicationBuilder().AddClient(script.Connection).Build();
    await host.StartAsync();
    var campaign = new Campaign(script, host.Services.GetRequiredService<ISynapse>(), changes, options);
    await campaign.UnderLoadAsync();

    // The same database, and silos whose reviews have ten seconds: they pass while all silos are dead.
    PatientConfiguration.Write(deadlineSeconds: 10);
    foreach (var silo in (string[])["1", "2", "3"])
    {
        await script.RunAsync("stop", silo);
        await script.RunAsync("start", silo);
    }

    await campaign.AllLostAsync();
    await using var journal = await PostgresJournal.OpenAsync(script.Connection, TimeProvider.System);
    var verdicts = await JournalVerdicts.ReadAsync(journal, [.. campaign.Load.Accepted.Keys]);
    KillReport.Write(Console.Out, options, changes.Count, campaign, verdicts);
    return verdicts.Violations.Count == 0 && campaign.Load.Surprises.IsEmpty && campaign.Rows.TrueForAll(r => r.Recovery is not null) ? 0 : 1;
}
finally
{
    await script.RunAsync("down");
}
