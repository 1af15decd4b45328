namespace Synapse.Simulation.Checks;

/// <summary>What is held of one stream, from having seen all of its events and nothing else.</summary>
internal interface IEventChecks<in TState, in TEvent>
{
    /// <param name="before">What the aggregate makes of the events before.</param>
    /// <param name="after">What it makes of this one as well.</param>
    void Check(TState before, TEvent @event, TState after);

    /// <summary>Looks whether whatever waits has a timer, so that it cannot wait for ever.</summary>
    /// <param name="timers">Of the stream, with the instants at which they are due.</param>
    void CheckTimers(TState state, IReadOnlyDictionary<string, DateTimeOffset> timers);
}
