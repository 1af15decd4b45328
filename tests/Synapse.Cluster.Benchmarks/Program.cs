using Synapse.Cluster.Benchmarks;
using Synapse.Conformance.Postgres;

if (PostgresProcess.Missing is { } missing)
{
    Console.Error.WriteLine(missing);
    return 2;
}

Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC");
string[] all = ["overhead", "reviews"];
foreach (var name in args.Length == 0 ? all : args)
{
    await using var server = await BenchServer.StartAsync();
    await (name switch
    {
        "overhead" => CallOverhead.RunAsync(server, 5),
        "reviews" => ReviewThroughput.RunAsync(server, 3, TimeSpan.FromSeconds(5)),
        _ => throw new ArgumentException($"there is no benchmark '{name}': {string.Join(", ", all)}"),
    });
}

return 0;
