using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Synapse.Core.Kernel;
using Synapse.Core.Queues;

namespace Synapse.Hosting.Work;

/// <summary>The queue that the work of reviews goes through, and what stands in its items. One for all tenants of a host, so that they share its workers fairly.</summary>
public static class ReviewQueue
{
    public static AggregateId Id { get; } = new(AggregateId.HostTenant, QueueAggregate.Kind, "reviews");

    /// <summary>The work as an item: the same work handed out again is the same item.</summary>
    internal static WorkItem ItemOf(AggregateId review, HandOutWork work) => new(
        IdOf(review, work.Agent, work.Deadline),
        new WorkLane(work.Priority, review.Tenant, work.Repository, work.Agent, ""),
        JsonSerializer.Serialize(new Dictionary<string, string?>
        {
            ["review"] = review.ToString(),
            ["version"] = work.AgentVersion,
            ["deadline"] = work.Deadline.ToString("O", CultureInfo.InvariantCulture),
            ["traceparent"] = Activity.Current?.Id,
        }),
        "",
        [],
        null);

    internal static string IdOf(AggregateId review, string agent, DateTimeOffset deadline) => $"{review.Tenant}/{review.Id}/{agent}/{deadline.UtcTicks.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The work that an item stands for, with what asked for it in a trace.</summary>
    /// <exception cref="InvalidDataException">It was put there by somebody else.</exception>
    internal static (AggregateId Review, HandOutWork Work, ActivityContext Parent) Read(WorkItem item)
    {
        try
        {
            var payload = JsonSerializer.Deserialize<Dictionary<string, string?>>(item.Payload)!;
            if (payload["review"]!.Split('/') is not [var tenant, var kind, var id])
            {
                throw new InvalidDataException($"'{payload["review"]}' names no review");
            }

            var deadline = DateTimeOffset.Parse(payload["deadline"]!, CultureInfo.InvariantCulture);
            _ = ActivityContext.TryParse(payload.GetValueOrDefault("traceparent"), null, out var parent);
            return (new AggregateId(tenant, kind, id), new HandOutWork(item.Lane.Agent, payload["version"]!, deadline, item.Lane.Priority, item.Lane.Repository), parent);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or NullReferenceException)
        {
            throw new InvalidDataException($"the item '{item.Id}' is no work of a review: {e.Message}", e);
        }
    }
}
