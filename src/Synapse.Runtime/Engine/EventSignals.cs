using Synapse.Core.Kernel;
using Synapse.Core.Signals;
using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Engine;

/// <summary>
/// The signals that a journaled event gives, with the ids under which an engine publishes them: whoever reads the journal needs no one to
/// send them. Make the kinds known first; after that it may be used from any thread.
/// </summary>
public sealed class EventSignals : IKindHost
{
    private readonly Dictionary<string, Func<JournalEvent, IReadOnlyList<Effect>>> _kinds = new(StringComparer.Ordinal);

    /// <summary>The id of an effect: the same each time the event is reacted to.</summary>
    public static string IdOf(AggregateId stream, long version, int index) => $"{stream}@{version}.{index}";

    public void Add<TAggregate, TState, TCommand, TEvent, TReply>(StoredForm<TState, TEvent> form)
        where TAggregate : IAggregate<TState, TCommand, TEvent, TReply>
        where TReply : class =>
        _kinds[TAggregate.Kind] = e => TAggregate.React(e.Stream, TAggregate.Empty, form.Events.Decode(e.Event.Type, e.Event.Data));

    /// <summary>In the order in which they are published; none for a kind that is not known and for an event that was compacted.</summary>
    /// <exception cref="InvalidDataException">The event cannot be read by this version.</exception>
    public IReadOnlyList<(string Id, Signal Signal)> Of(JournalEvent @event) => _kinds.TryGetValue(@event.Stream.Kind, out var react) && @event.Event.Data.Length > 0
        ? [.. react(@event).Index().Where(e => e.Item is PublishSignal).Select(e => (IdOf(@event.Stream, @event.Version, e.Index), ((PublishSignal)e.Item).Signal))]
        : [];
}
