using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Synapse.Cluster.KillTest;
using Synapse.Contracts;
using Synapse.Storage.Postgres;

if (KillOptions.Read(args) is not { } options)
{
    Console.Error.WriteLine("usage: Synapse.Cluster.KillTest [--repo DIR] [--in-flight N] [--kills N] [--cut-seconds N] [--upgrade yes]");
    return 2;
}

var changes = await RealChanges.ReadAsync(options.Repository);
var script = new ClusterScript(RepositoryRoot.Path, PatientConfiguration.Write(deadlineSeconds: 900));
var next = options.IsUpgrade ? await NextVersion.BuildAsync() : "";
await script.RunAsync("down");
await script.RunAsync("up");
try
{
    using var host = Host.CreateApplicationBuilder().AddClient(script.Connection).Build();
    await host.StartAsync();
    var synapse = host.Services.GetRequiredService<ISynapse>();
    return options.IsUpgrade ? await UpgradeAsync(synapse) : await KillAsync(synapse);
}
finally
{
    await script.RunAsync("down");
}

async Task<int> UpgradeAsync(ISynapse synapse)
{
    var upgrade = new Upgrade(script, synapse, changes);
    await upgrade.RunAsync(next);
    var verdicts = await ReadAsync(upgrade.Accepted);
    upgrade.Write(Console.Out, verdicts);
    return upgrade.Failures.Count == 0 && verdicts.Violations.Count == 0 ? 0 : 1;
}

async Task<int> KillAsync(ISynapse synapse)
{
    var campaign = new Campaign(script, synapse, changes, options);
    await campaign.UnderLoadAsync();

    // The same database, and silos whose reviews have ten seconds: they pass while all silos are dead.
    PatientConfiguration.Write(deadlineSeconds: 10);
    foreach (var silo in (string[])["1", "2", "3"])
    {
        await script.RunAsync("stop", silo);
        await script.RunAsync("start", silo);
    }

    await campaign.AllLostAsync();
    var verdicts = await ReadAsync([.. campaign.Load.Accepted.Keys]);
    KillReport.Write(Console.Out, options, changes.Count, campaign, verdicts);
    return verdicts.Violations.Count == 0 && campaign.Load.Surprises.IsEmpty && campaign.Rows.TrueForAll(r => r.Recovery is not null) ? 0 : 1;
}

async Task<JournalVerdicts> ReadAsync(IReadOnlyCollection<string> accepted)
{
    await using var journal = await PostgresJournal.OpenAsync(script.Connection, TimeProvider.System);
    return await JournalVerdicts.ReadAsync(journal, accepted);
}
