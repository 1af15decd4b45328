using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Hosting;
using Synapse.Cluster.Client.Signals;
using Synapse.Runtime.Engine;

namespace Synapse.Cluster.Signals;

/// <summary>How a silo gets signals to those who listen.</summary>
public static class SignalSiloExtensions
{
    /// <summary>How soon the agent of a queue asks again after it had to wait for something else.</summary>
    private static readonly TimeSpan AgentPeriod = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// Only streams with listeners are known to an agent, so it need not forget them; it would search for the place of each listener when the
    /// next signal comes.
    /// </summary>
    private static readonly TimeSpan StreamInactivityPeriod = TimeSpan.FromDays(365);

    /// <summary>
    /// The streams of <see cref="SignalStreams"/>, read from the journal. The host registers <see cref="Runtime.Journal.IJournal"/>,
    /// <see cref="Runtime.Journal.IReaderPositions"/>, <see cref="EventSignals"/> and a grain storage <c>PubSubStore</c> that outlives the silos.
    /// </summary>
    public static ISiloBuilder AddJournalStreams(this ISiloBuilder builder, Action<JournalStreamOptions>? configure = null)
    {
        builder.Services.AddOptions<JournalStreamOptions>().Configure(o => configure?.Invoke(o))
            .Validate(o => o.IsValid, $"a value of {nameof(JournalStreamOptions)} is out of its range").ValidateOnStart();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<SignalMetrics>().AddSingleton<SignalReader>().AddSingleton<JournalFeed>().AddSingleton<ISignalSink, JournalSignalSink>();
        return builder.AddPersistentStreams(SignalStreams.Provider, JournalAdapter.Create, streams => streams.ConfigurePullingAgent(agent => agent.Configure(o =>
            (o.GetQueueMsgsTimerPeriod, o.StreamInactivityPeriod) = (AgentPeriod, StreamInactivityPeriod))));
    }

    /// <summary>The same streams in memory, for development: no rewinding, and what a silo has not delivered is lost with it.</summary>
    public static ISiloBuilder AddMemorySignals(this ISiloBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ISignalSink, MemorySignalSink>();
        return builder.AddMemoryStreams(SignalStreams.Provider);
    }
}
