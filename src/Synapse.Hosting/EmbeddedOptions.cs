using Synapse.Analysis.Rules;
using Synapse.Runtime.Agents;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Queues;

namespace Synapse.Hosting;

/// <summary>How an application has Synapse in its own process.</summary>
/// <param name="Tenant">The tenant that the application works for.</param>
/// <param name="Actor">Who asks, as the journal records it.</param>
public sealed record EmbeddedOptions(string Tenant, string Actor)
{
    /// <summary>The file of the journal (SQLite), made where there is none. Ignored with <see cref="Postgres"/>.</summary>
    public string File { get; init; } = "synapse.db";

    /// <summary>A PostgreSQL connection string as Npgsql takes it; null for <see cref="File"/>.</summary>
    public string? Postgres { get; init; }

    /// <summary>The agents; null for those that ship with the product.</summary>
    public SiloConfiguration? Configuration { get; init; }

    /// <summary>The rules that specialists read by.</summary>
    public RulePacks Packs { get; init; } = RulePacks.Embedded;

    public EngineLimits Limits { get; init; } = EngineLimits.Default;

    /// <summary>Name it anew where several processes work on one database.</summary>
    public QueueWorkerOptions Workers { get; init; } = QueueWorkerOptions.For($"{Environment.MachineName}-{Environment.ProcessId}");
}
