using Synapse.Core.Kernel;
using Synapse.Simulation.Queues;

namespace Synapse.Simulation.Checks;

/// <summary>What must hold of every event of a queue.</summary>
internal static class QueueChecks
{
    public static void Check(AggregateId id, QueueState before, QueueEvent @event, Violations violations)
    {
        switch (@event)
        {
            case QueueEvent.Enqueued e:
                violations.Unless(!before.Has(e.Item), $"{id}: {e.Item} was enqueued twice");
                break;
            case QueueEvent.Claimed e:
                violations.Unless(before.Pending.Contains(e.Item), $"{id}: {e.Item} was claimed and was not pending");
                violations.Unless(before.Leases.All(l => l.Claim != e.Claim), $"{id}: claim {e.Claim} was given a second item");
                violations.Unless(e.Token > before.Tokens, $"{id}: token {e.Token} was given out after {before.Tokens}");
                break;
            case QueueEvent.Completed e:
                violations.Unless(before.LeaseOf(e.Item)?.Token == e.Token, $"{id}: {e.Item} was completed with a token that is not the live one");
                break;
            case QueueEvent.Expired e:
                violations.Unless(before.LeaseOf(e.Item)?.Token == e.Token, $"{id}: the lease of {e.Item} ran out and was not held");
                break;
            default:
                break;
        }
    }
}
