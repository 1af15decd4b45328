namespace Synapse.Core.Kernel;

/// <summary>One kind of aggregate: five pure functions and nothing else. The engine supplies everything that is not pure.</summary>
public interface IAggregate<TState, TCommand, TEvent, TReply>
    where TReply : class
{
    /// <summary>The middle part of the aggregate's id, such as <c>review</c>.</summary>
    static abstract string Kind { get; }

    static abstract TState Empty { get; }

    static abstract Decision<TEvent, TReply> Decide(TState state, TCommand command, Facts facts);

    static abstract TState Evolve(TState state, TEvent @event);

    /// <summary>
    /// The effects of one event, given the state right after it. Its signals and their places in the list follow from the event alone, so that
    /// whoever reads the journal knows them, and their ids, without folding it.
    /// </summary>
    static abstract IReadOnlyList<Effect> React(AggregateId id, TState state, TEvent @event);

    /// <summary>
    /// Whether an effect is still of use, given the newest state that is known; looked at before each try. Work whose result is recorded is
    /// not handed out again, though its event is reacted to a second time after a crash.
    /// </summary>
    static virtual bool IsWanted(TState state, Effect effect) => true;

    /// <summary>Whether a command only asks: whatever the state is, it gives no events. One that finds nothing waiting is answered at once.</summary>
    static virtual bool IsQuestion(TCommand command) => false;

    /// <summary>The command that a fired timer stands for.</summary>
    static abstract TCommand OnTimer(string name);
}
