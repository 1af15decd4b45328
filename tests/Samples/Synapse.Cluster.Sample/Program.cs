// Another .NET application that has its changes reviewed: it submits a diff, follows the review live, reads the report and answers a finding.
//
//   dotnet run -- DIFF                                    Synapse in this process
//   dotnet run -- DIFF "Host=...;Database=..."            a cluster that finds itself through this PostgreSQL
//   dotnet run -- DIFF localhost                          a silo on this machine that was started without PostgreSQL
//   ... --otlp http://localhost:4317                      sends the trace of the submission there as well

using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Orleans.Configuration;
using Synapse.Cluster.Client;
using Synapse.Contracts;
using Synapse.Contracts.Reviews;
using Synapse.Hosting;

var otlp = args is [.., "--otlp", var endpoint] ? endpoint : null;
args = otlp is null ? args : args[..^2];
if (args.Length is not (1 or 2) || !File.Exists(args[0]))
{
    Console.Error.WriteLine("usage: Synapse.Cluster.Sample DIFF [CONNECTION | localhost] [--otlp ENDPOINT]");
    return 2;
}

using var source = new ActivitySource("Synapse.Cluster.Sample");
using var tracing = otlp is null ? null : Sdk.CreateTracerProviderBuilder().ConfigureResource(r => r.AddService("sample"))
    .AddSource(source.Name, "Microsoft.Orleans.Application").AddOtlpExporter(o => o.Endpoint = new Uri(otlp)).Build();

var builder = Host.CreateApplicationBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);

// The one line that differs: everything below speaks to ISynapse.
_ = args.Length == 1 ? builder.Services.AddSynapse(new EmbeddedOptions("acme", "sample")) : AddCluster(builder, args[1]);
using var host = builder.Build();
await host.StartAsync();
var synapse = host.Services.GetRequiredService<ISynapse>();

var id = $"sample-{Guid.CreateVersion7():N}";
var submitted = await SubmitAsync(new ReviewSubmission(id, await File.ReadAllTextAsync(args[0])));
if (submitted.Problem is { } problem)
{
    Console.Error.WriteLine($"refused ({problem.Code}): {problem.Message}");
    return 1;
}

await foreach (var signal in synapse.FollowAsync(id))
{
    Console.WriteLine($"{signal.Time:HH:mm:ss.fff} {signal.Type,-20} {signal.Text}");
}

var report = (await synapse.ReadReportAsync(id)).Required();
Console.WriteLine($"\n{report.Status}, {report.Severity}, {report.Findings.Count} findings in {report.Metadata.DurationMs} ms");
if (report.Findings is [var first, ..])
{
    Console.WriteLine($"{first.Severity} {first.RuleId} {first.Location.Path}:{first.Location.StartLine} {first.Message}");
    var answer = await synapse.AnswerAsync(id, new FindingResponse(first.Fingerprint, "accepted", "", $"{id}/first"));
    Console.WriteLine(answer.Problem is { } refused ? $"the answer was refused: {refused.Message}" : "accepted, and recorded with the review");
}

await host.StopAsync();
return 0;

// Its span is the root of a trace that leads through the silos.
async Task<Outcome<ReviewTicket>> SubmitAsync(ReviewSubmission submission)
{
    using var span = source.StartActivity("submit a change");
    return await synapse.SubmitAsync(submission);
}

static IServiceCollection AddCluster(HostApplicationBuilder builder, string place)
{
    builder.UseOrleansClient(client =>
    {
        if (place == "localhost")
        {
            client.UseLocalhostClustering(serviceId: "synapse", clusterId: "synapse");
        }
        else
        {
            client.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = ("synapse", "synapse"));
            client.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = ("Npgsql", place));
        }

        client.AddSynapseClient("acme", "sample");
    });
    return builder.Services;
}
