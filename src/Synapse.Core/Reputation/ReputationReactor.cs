using System.Globalization;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Signals;

namespace Synapse.Core.Reputation;

/// <summary>The effects of reputation events.</summary>
public static class ReputationReactor
{
    public static IReadOnlyList<Effect> React(AggregateId id, ReputationEvent @event) => @event switch
    {
        ReputationEvent.Moved e =>
            [new PublishSignal(new Signal(SignalTypes.ReputationChanged, id.ToString(), $"{e.Version}, {Names.Of(e.Skill.Category)} in {e.Skill.Language}: {Share(e.Before)} to {Share(e.After)}"))],
        _ => [],
    };

    private static string Share(int basisPoints) => (basisPoints / 10_000m).ToString("0.00##", CultureInfo.InvariantCulture);
}
