using Synapse.Runtime.Journal;

namespace Synapse.Simulation.Checks;

/// <summary>What is known of one stream from having seen every write to it.</summary>
internal interface IStreamModel
{
    long Version { get; }

    /// <summary>Takes an append that was written, and checks it.</summary>
    void Applied(StreamAppend append);

    /// <summary>Looks whether whatever waits has a timer.</summary>
    void CheckTimers(IReadOnlyDictionary<string, DateTimeOffset> timers);

    /// <summary>Takes a signal that arrived, and checks that it was due.</summary>
    void Arrived(string effectId, Core.Signals.Signal signal);

    /// <summary>An effect was given up for now; a person may have it tried again, out of order.</summary>
    void GivenUp(string effectId);

    /// <summary>Checks what must hold once everything has drained.</summary>
    void CheckEnd(StreamSlice loaded);
}
