using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Synapse.Cluster.Client;

namespace Synapse.Cluster.KillTest;

/// <summary>The client of the run: an application like any other.</summary>
internal static class ClientHost
{
    public static HostApplicationBuilder AddClient(this HostApplicationBuilder builder, string connection)
    {
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = ("synapse", "synapse"));
            client.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = ("Npgsql", connection));
            client.Configure<GatewayOptions>(o => o.GatewayListRefreshPeriod = TimeSpan.FromSeconds(5));
            client.UseConnectionRetryFilter(async (_, stopping) =>
            {
                await Task.Delay(500, stopping);
                return true;
            });
            client.AddSynapseClient("acme", "kill-test");
        });
        return builder;
    }
}
