using Synapse.Core.Reviews;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;

namespace Synapse.Cli.Reviews;

/// <summary>
/// Ends reviews whose process was killed: their deadlines are in the journal and nobody else is there to keep them. Without this they would
/// be listed as running for ever.
/// </summary>
internal static class OverdueReviews
{
    private const int MaxTimers = 100;

    public static async Task EndAsync(IEngine engine, IJournal journal, CancellationToken cancellation)
    {
        foreach (var timer in await journal.ReadDueTimersAsync(TimeProvider.System.GetUtcNow(), MaxTimers, cancellation))
        {
            if (timer.Stream.Kind == ReviewAggregate.Kind && timer.Stream.Tenant == ReviewSession.Tenant)
            {
                await engine.SendAsync<ReviewCommand, ReviewReply>(timer.Stream, ReviewAggregate.OnTimer(timer.Name), "cli", $"overdue/{timer.Name}");
            }
        }
    }
}
