using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Synapse.Cluster.Benchmarks;

/// <summary>A silo in a process of its own: this program, started again. It speaks through sockets and finds the others in the database.</summary>
internal sealed class SiloProcess : IDisposable
{
    public const string Verb = "silo";

    /// <summary>On Linux.</summary>
    private const int StopSignal = 19;

    private readonly Process _process;

    private SiloProcess(Process process, string address) => (_process, Address) = (process, address);

    /// <summary>As the cluster has it.</summary>
    public string Address { get; }

    public static async Task<SiloProcess> StartAsync(string schema, int port, ProbeSettings probes)
    {
        var start = new ProcessStartInfo(Path.ChangeExtension(typeof(SiloProcess).Assembly.Location, null)) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])[Verb, schema, Text(port), Text(probes.ProbeSeconds), Text(probes.Misses), Text(probes.Votes), Text(probes.RefreshSeconds)])
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        return new SiloProcess(process, await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("a silo did not start"));
    }

    /// <summary>SIGKILL: nothing is said to anyone.</summary>
    public void Kill() => _process.Kill();

    /// <summary>SIGSTOP: it neither answers nor closes a connection, as a machine that the network has lost.</summary>
    public void Freeze() => _ = SendSignal(_process.Id, StopSignal);

    /// <summary>Ends at once, but says in the membership table that it goes; what a test cluster calls killing.</summary>
    public void StopAtOnce() => _process.StandardInput.WriteLine();

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.WaitForExit();
        _process.Dispose();
    }

    public static int GatewayOf(int port) => port + 1_000;

    /// <summary>In the process of the silo. It ends with a line, or the end, of its input.</summary>
    public static async Task RunAsync(string schema, int port, ProbeSettings probes)
    {
        await using var journal = await BenchServer.OpenJournalAsync(schema);
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = ("bench", "bench"));
            silo.ConfigureEndpoints(IPAddress.Loopback, port, GatewayOf(port));
            silo.Configure<ClusterMembershipOptions>(probes.Apply);
            silo.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = (BenchServer.Invariant, schema));
            BenchSilo.Configure(silo, journal, schema, new BenchWork());
        });
        using var host = builder.Build();
        await host.StartAsync();
        Console.WriteLine(host.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress.ToParsableString());
        Console.ReadLine();
        await host.StopAsync(new CancellationToken(true));
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int process, int signal);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
