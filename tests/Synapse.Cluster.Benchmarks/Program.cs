using System.Globalization;
using Synapse.Cluster.Benchmarks;
using Synapse.Conformance.Postgres;

if (args is [SiloProcess.Verb, var schema, var port, .. var probes])
{
    await SiloProcess.RunAsync(schema, int.Parse(port, CultureInfo.InvariantCulture), ProbeSettings.Read(probes));
    return 0;
}

if (PostgresProcess.Missing is { } missing)
{
    Console.Error.WriteLine(missing);
    return 2;
}

string[] all = ["reviews", "overhead", "signals", "activations", "loss"];
if (args.Except(all).Any())
{
    Console.Error.WriteLine($"names of benchmarks, or none for all: {string.Join(", ", all)}");
    return 2;
}

Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC");
foreach (var name in args.Length == 0 ? all : args)
{
    await using var server = await BenchServer.StartAsync();
    await (name switch
    {
        "reviews" => ReviewThroughput.RunAsync(server, 3, TimeSpan.FromSeconds(5)),
        "overhead" => CallOverhead.RunAsync(server, 5),
        "signals" => SignalRate.RunAsync(server, 3),
        "activations" => ActivationCost.RunAsync(server),
        _ => SiloLoss.RunAsync(server, 3),
    });
}

return 0;
