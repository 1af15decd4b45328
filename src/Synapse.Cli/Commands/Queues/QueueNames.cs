using System.CommandLine;
using Synapse.Cli.Journals;
using Synapse.Core.Kernel;
using Synapse.Core.Queues;
using Synapse.Hosting.Work;

namespace Synapse.Cli.Commands.Queues;

/// <summary>How queues are named on the command line: the work of reviews is in one queue of the host for all tenants, all others are the tenant's.</summary>
internal static class QueueNames
{
    public static Argument<string> Argument() => new("NAME") { Description = $"The queue; '{ReviewQueue.Id.Id}' is the one of all reviews." };

    public static async Task<List<AggregateId>> AllAsync(TenantJournal journal) =>
        [ReviewQueue.Id, .. (await journal.IdsAsync(QueueAggregate.Kind)).Select(i => journal.IdOf(QueueAggregate.Kind, i)).Where(i => i.Id != ReviewQueue.Id.Id)];

    /// <summary>Null after saying that there is no such queue, and which was probably meant.</summary>
    public static async Task<AggregateId?> FindAsync(TenantJournal journal, string name)
    {
        var all = await AllAsync(journal);
        if (all.Find(q => q.Id == name) is { } found)
        {
            return found;
        }

        JournalVerb.Refuse(journal.Output, TenantJournal.Unknown("queue", name, all.Select(q => q.Id), "'synapse queue list' shows those there are"));
        return null;
    }

    public static string Of(QueueMode mode) => mode.ToString().ToLowerInvariant();

    public static string Of(WorkStatus status) => status == WorkStatus.Leased ? "running" : status.ToString().ToLowerInvariant();

    public static string Of(WorkPriority priority) => priority.ToString().ToLowerInvariant();
}
