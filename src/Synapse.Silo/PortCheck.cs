using System.Net;
using System.Net.Sockets;
using Synapse.Runtime.Hosts;

namespace Synapse.Silo;

/// <summary>Finds out before anything is started whether the silo can listen where it is to: what Orleans and Kestrel say of it does not name the port.</summary>
internal static class PortCheck
{
    public static string? Problem(HostSettings host) =>
        Problem("cluster.siloPort", host.Cluster.Address, host.Cluster.SiloPort)
        ?? Problem("cluster.gatewayPort", host.Cluster.Address, host.Cluster.GatewayPort)
        ?? Problem("http.port", host.Http.Address, host.Http.Port);

    private static string? Problem(string key, string address, int port)
    {
        var endpoint = new IPEndPoint(IPAddress.Parse(address), port);
        try
        {
            using var listener = new TcpListener(endpoint);
            listener.Start();
            return null;
        }
        catch (SocketException e)
        {
            return $"{key}: cannot listen at {endpoint}: {e.Message}";
        }
    }
}
