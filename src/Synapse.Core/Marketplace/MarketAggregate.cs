using Synapse.Core.Kernel;

namespace Synapse.Core.Marketplace;

/// <summary>The market, as the engine hosts it.</summary>
public sealed class MarketAggregate : IAggregate<MarketState, MarketCommand, MarketEvent, MarketReply>
{
    private MarketAggregate()
    {
    }

    public static string Kind => "market";

    public static MarketState Empty => MarketState.Empty;

    public static Decision<MarketEvent, MarketReply> Decide(MarketState state, MarketCommand command, Facts facts) => MarketDecider.Decide(state, command, facts);

    public static MarketState Evolve(MarketState state, MarketEvent @event) => MarketState.Evolve(state, @event);

    public static IReadOnlyList<Effect> React(AggregateId id, MarketState state, MarketEvent @event) => MarketReactor.React(id, @event);

    public static bool IsQuestion(MarketCommand command) => command is MarketCommand.Observe;

    /// <summary>A market sets no timers, so one that fires asks for nothing.</summary>
    public static MarketCommand OnTimer(string name) => new MarketCommand.Observe();
}
