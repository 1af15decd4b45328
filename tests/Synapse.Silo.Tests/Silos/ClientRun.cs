using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Synapse.Cluster.Client;
using Synapse.Contracts;
using Synapse.Contracts.Reviews;

namespace Synapse.Silo.Tests.Silos;

/// <summary>An application with the client SDK, in the process of the tests.</summary>
internal sealed class ClientRun(IHost host) : IAsyncDisposable
{
    public const string Diff = "--- a/x.py\n+++ b/x.py\n@@ -0,0 +1,2 @@\n+import os\n+os.system(input())\n";

    public ISynapse Synapse { get; } = host.Services.GetRequiredService<ISynapse>();

    public IGrainFactory Grains { get; } = host.Services.GetRequiredService<IClusterClient>();

    public static async Task<ClientRun> StartAsync(string connection, string tenant = "acme", Action<IClientBuilder>? more = null, CancellationToken stop = default)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = ("synapse", "synapse"));
            client.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = ("Npgsql", connection));
            client.Configure<GatewayOptions>(o => o.GatewayListRefreshPeriod = TimeSpan.FromSeconds(1));
            client.AddSynapseClient(tenant, "tests");
            more?.Invoke(client);
        });
        var host = builder.Build();
        try
        {
            await host.StartAsync(stop).WaitAsync(Until.Bound, stop);
        }
        catch
        {
            host.Dispose();
            throw;
        }

        return new ClientRun(host);
    }

    /// <summary>Has a change reviewed by all specialists.</summary>
    public async Task ReviewAsync(string id)
    {
        (await Synapse.SubmitAsync(new ReviewSubmission(id, Diff))).Required();
        await CompleteAsync(id);
    }

    /// <summary>Waits for a review's verdict, which is to be a complete one.</summary>
    public async Task CompleteAsync(string id)
    {
        ReviewTicket? ticket = null;
        await Until.TrueAsync(async () => (ticket = (await Synapse.FindAsync(id)).Required()).HasEnded, () => $"{id} has not ended: {ticket}");
        Assert.True(ticket!.Status == "complete", $"{await Synapse.ReadReportAsync(id)}");
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
