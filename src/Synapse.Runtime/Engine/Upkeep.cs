using System.Collections.Concurrent;
using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Engine;

/// <summary>
/// What an engine does from time to time: idle aggregates leave memory, and streams whose effects were left by whoever committed them (a
/// process that is gone, a journal that was out of reach) have them run.
/// </summary>
/// <param name="recover">Runs a stream's effects that have not run.</param>
internal sealed class Upkeep(IJournal journal, TimeProvider time, EngineLimits limits, ConcurrentDictionary<AggregateId, IMailbox> mailboxes, Func<AggregateId, Task> recover)
{
    private const int Page = 1_000;

    private HashSet<AggregateId> _behind = [];

    /// <summary>Goes on until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var next = time.GetUtcNow() + limits.Sweep;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(limits.TimerPoll, time, cancellationToken);
                var isDue = time.GetUtcNow() >= next || next - time.GetUtcNow() > limits.Sweep;
                if (isDue || mailboxes.Count > limits.MaxActive)
                {
                    Evict(spareUsed: mailboxes.Count <= limits.MaxActive);
                }

                if (isDue)
                {
                    next = time.GetUtcNow() + limits.Sweep;
                    await RecoverAsync(cancellationToken);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception)
            {
                // The journal is out of reach; whoever sends commands hears of it. The next round comes.
            }
        }
    }

    /// <summary>A sender that has just found a mailbox may still use it: a second activation for a moment, which is harmless.</summary>
    private void Evict(bool spareUsed)
    {
        foreach (var mailbox in mailboxes.Where(m => m.Value.IsIdle(spareUsed)))
        {
            mailboxes.TryRemove(mailbox);
        }
    }

    /// <summary>Only what was behind a round ago as well: the rest is being run by whoever committed it.</summary>
    private async Task RecoverAsync(CancellationToken cancellationToken)
    {
        var seen = new HashSet<AggregateId>();
        IReadOnlyList<AggregateId> page = [];
        do
        {
            page = await journal.ReadBehindAsync(page.Count == 0 ? null : page[^1], Page, cancellationToken);
            seen.UnionWith(page);
            foreach (var id in page.Where(_behind.Contains))
            {
                try
                {
                    await recover(id);
                }
                catch (Exception) when (!cancellationToken.IsCancellationRequested)
                {
                    // It stays behind, and the next round tries again.
                }
            }
        }
        while (page.Count == Page);

        _behind = seen;
    }
}
