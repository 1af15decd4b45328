using Synapse.Core.Queues;
using Synapse.Core.Signals;

namespace Synapse.Core.Kernel;

/// <summary>What to do about a persisted event. Doing one twice is harmless: its id is (stream, version, index).</summary>
public abstract record Effect;

/// <summary>Hands one piece of work to whoever runs <paramref name="Agent"/>; the result comes back as a command.</summary>
/// <param name="Repository">What the work is about, so that repositories share workers fairly; empty when that is not known.</param>
public sealed record HandOutWork(string Agent, string AgentVersion, DateTimeOffset Deadline, WorkPriority Priority = WorkPriority.Normal, string Repository = "") : Effect;

/// <summary>Stops the work that was handed out to <paramref name="Agent"/> with that deadline, where it still runs; its result would change nothing any more.</summary>
public sealed record RecallWork(string Agent, DateTimeOffset Deadline) : Effect;

/// <summary>Sends a command to another aggregate of the same tenant. It is sent until it is answered, and the effect's id is the command's: doing it twice is harmless.</summary>
public sealed record Tell(AggregateId To, object Command) : Effect;

/// <summary>Tells workers that the aggregate has work for them. Nothing is lost with it: what waits is in the aggregate.</summary>
public sealed record OfferWork : Effect;

/// <summary>Wakes the aggregate at an instant; setting the same name again replaces it.</summary>
public sealed record SetTimer(string Name, DateTimeOffset At) : Effect;

public sealed record CancelTimer(string Name) : Effect;

/// <summary>
/// Keeps the body of this content hash (SHA-256, 64 hexadecimal digits) for as long as the aggregate is there, where it is stored. It is
/// committed with the event.
/// </summary>
public sealed record HoldBody(string Hash) : Effect;

public sealed record PublishSignal(Signal Signal) : Effect;
