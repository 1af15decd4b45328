using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Synapse.Hosting;
using Synapse.Hosting.Work;
using Synapse.Runtime.Hosts;

namespace Synapse.Silo.Telemetry;

/// <summary>Traces, metrics and logs with OpenTelemetry: sent with OTLP where an endpoint is set, and the metrics at <c>/metrics</c> in any case.</summary>
internal static class SiloTelemetry
{
    private static readonly string[] Meters = ["Microsoft.Orleans", "Synapse.*", HostTelemetry.Name, "System.Runtime", "Npgsql"];

    private static readonly string[] Sources = ["Microsoft.Orleans.Application", "Microsoft.AspNetCore", "Npgsql", HostTelemetry.Name];

    public static void Add(WebApplicationBuilder builder, HostSettings host)
    {
        var (resource, endpoint) = (ResourceOf(host), host.Telemetry.OtlpEndpoint);
        builder.Services.AddSingleton<PrometheusText>();
        builder.Services.AddSingleton(services =>
        {
            var metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters).AddReader(services.GetRequiredService<PrometheusText>().Reader);
            return (endpoint.Length > 0 ? metrics.AddOtlpExporter(o => Set(o, endpoint)) : metrics).Build();
        });
        if (endpoint.Length > 0)
        {
            builder.Services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources).AddOtlpExporter(o => Set(o, endpoint)).Build());
            builder.Logging.AddOpenTelemetry(logs =>
            {
                logs.IncludeScopes = true;
                logs.SetResourceBuilder(resource).AddOtlpExporter(o => Set(o, endpoint));
            });
        }
    }

    public static void Map(WebApplication app)
    {
        // Made here and not when they are first asked for: they listen from the start.
        _ = app.Services.GetRequiredService<MeterProvider>();
        _ = app.Services.GetService<TracerProvider>();
        var workers = app.Services.GetRequiredService<ReviewWorkers>();
        HostTelemetry.Meter.CreateObservableGauge("synapse.work.queue.depth", () => workers.Waiting, "{work}", "Pieces of work of reviews that wait for a worker, when this silo last asked.");
        HostTelemetry.Meter.CreateObservableGauge("synapse.workers.busy", () => workers.Busy, "{worker}", "Workers of this silo that are at work.");
        app.MapGet("/metrics", (PrometheusText text) => Results.Text(text.Write(), PrometheusText.ContentType));
    }

    private static ResourceBuilder ResourceOf(HostSettings host) => ResourceBuilder.CreateDefault()
        .AddService("synapse-silo", serviceVersion: ToolVersion.Text, serviceInstanceId: $"{host.Cluster.Address}:{host.Cluster.SiloPort}")
        .AddAttributes([new("synapse.cluster", host.Cluster.ClusterId)]);

    private static void Set(OtlpExporterOptions options, string endpoint) => (options.Endpoint, options.Protocol) = (new Uri(endpoint), OtlpExportProtocol.Grpc);
}
