using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Engine;

/// <summary>What an aggregate needs from its host, whatever its kind is.</summary>
/// <param name="Work">Runs what is handed out.</param>
/// <param name="Signals">Takes signals to whoever listens.</param>
/// <param name="Teller">Takes commands to other aggregates.</param>
public sealed record AggregateServices(IJournal Journal, IWorkRunner Work, ISignalSink Signals, ITeller Teller, EngineLimits Limits, TimeProvider Time);
