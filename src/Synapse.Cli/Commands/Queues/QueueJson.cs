using System.Text.Json;
using Synapse.Core.Kernel;
using Synapse.Core.Queues;

namespace Synapse.Cli.Commands.Queues;

/// <summary>Queues as JSON.</summary>
internal static class QueueJson
{
    public static void WriteHead(Utf8JsonWriter json, AggregateId id, QueueState state)
    {
        json.WriteString("queue", id.Id);
        json.WriteString("tenant", id.Tenant);
        json.WriteString("mode", QueueNames.Of(state.Mode));
        json.WriteString("reason", state.ModeReason);
        WriteInstant(json, "until", state.ModeUntil);
        var counts = state.Counts;
        json.WriteStartObject("counts");
        json.WriteNumber("enqueued", counts.Enqueued);
        json.WriteNumber("ready", counts.Ready);
        json.WriteNumber("running", counts.Leased);
        json.WriteNumber("delayed", counts.Delayed);
        json.WriteNumber("waiting", counts.Waiting);
        json.WriteNumber("dead", counts.Dead);
        json.WriteNumber("done", counts.Done);
        json.WriteNumber("cancelled", counts.Cancelled);
        json.WriteEndObject();
    }

    public static void WriteTotals(Utf8JsonWriter json, QueueTotals totals)
    {
        json.WriteStartObject("totals");
        json.WriteNumber("claims", totals.Claims);
        json.WriteNumber("waitMilliseconds", totals.WaitMilliseconds);
        json.WriteNumber("runMilliseconds", totals.RunMilliseconds);
        json.WriteNumber("failures", totals.Failures);
        json.WriteNumber("expirations", totals.Expirations);
        json.WriteEndObject();
    }

    public static void WritePolicy(Utf8JsonWriter json, QueuePolicy policy)
    {
        json.WriteStartObject("policy");
        json.WriteNumber("maxItems", policy.MaxItems);
        json.WriteNumber("maxAttempts", policy.MaxAttempts);
        json.WriteNumber("backoffMilliseconds", (long)policy.Backoff.TotalMilliseconds);
        json.WriteNumber("maxBackoffMilliseconds", (long)policy.MaxBackoff.TotalMilliseconds);
        json.WriteNumber("ageStepMilliseconds", (long)policy.AgeStep.TotalMilliseconds);
        json.WriteNumber("history", policy.History);
        json.WriteStartObject("limits");
        foreach (var (key, limit) in policy.Limits)
        {
            json.WriteNumber(key, limit);
        }

        json.WriteEndObject();
        json.WriteStartObject("rates");
        foreach (var (key, rate) in policy.Rates)
        {
            json.WriteStartObject(key);
            json.WriteNumber("permits", rate.Permits);
            json.WriteNumber("perMilliseconds", (long)rate.Per.TotalMilliseconds);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("weights");
        foreach (var (tenant, weight) in policy.Weights)
        {
            json.WriteNumber(tenant, weight);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void WriteItems(Utf8JsonWriter json, string name, IEnumerable<WorkEntry> entries)
    {
        json.WriteStartArray(name);
        foreach (var entry in entries)
        {
            json.WriteStartObject();
            json.WriteString("id", entry.Item.Id);
            json.WriteString("status", QueueNames.Of(entry.Status));
            json.WriteString("priority", QueueNames.Of(entry.Item.Lane.Priority));
            json.WriteString("tenant", entry.Item.Lane.Tenant);
            json.WriteString("repository", entry.Item.Lane.Repository);
            json.WriteString("agent", entry.Item.Lane.Agent);
            json.WriteNumber("attempts", entry.Attempts);
            json.WriteString("enqueuedAt", entry.EnqueuedAt.UtcDateTime);
            json.WriteString("readyAt", entry.ReadyAt.UtcDateTime);
            json.WriteString("worker", entry.Lease?.Worker);
            WriteInstant(json, "leasedUntil", entry.Lease?.Until);
            json.WriteString("cause", entry.Cause);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteInstant(Utf8JsonWriter json, string name, DateTimeOffset? at)
    {
        if (at is { } instant)
        {
            json.WriteString(name, instant.UtcDateTime);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
