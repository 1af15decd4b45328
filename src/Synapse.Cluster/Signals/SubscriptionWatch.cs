using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Streaming.Diagnostics;
using Synapse.Cluster.Client.Signals;

namespace Synapse.Cluster.Signals;

/// <summary>
/// Notices subscriptions that this silo writes to the pub-sub store. Orleans tells the pulling agent of a new subscription only when the
/// stream has been busy lately; somebody who wants to see a review that ended yesterday would wait for ever.
/// </summary>
internal sealed partial class SubscriptionWatch : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly SignalListeners _listeners;
    private readonly SiloAddress _silo;
    private readonly ILogger _logger;
    private readonly IDisposable _all;
    private IDisposable? _streaming;

    public SubscriptionWatch(SignalListeners listeners, ILocalSiloDetails silo, ILogger<SubscriptionWatch> logger)
    {
        (_listeners, _silo, _logger) = (listeners, silo.SiloAddress, logger);
        _all = DiagnosticListener.AllListeners.Subscribe(this);
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == StreamingEvents.ListenerName)
        {
            _streaming = value.Subscribe(this, name => name == nameof(StreamingEvents.SubscriptionRegistered));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is StreamingEvents.SubscriptionRegistered { StreamProvider: SignalStreams.Provider } subscription && _silo.Equals(subscription.SiloAddress))
        {
            _ = CallAsync(subscription.StreamId);
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        _all.Dispose();
        _streaming?.Dispose();
    }

    private async Task CallAsync(StreamId stream)
    {
        try
        {
            await _listeners.CallAsync(stream);
        }
        catch (Exception e)
        {
            LogUnsaid(stream, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A new listener of {Stream} gets what it asked for with the next signal, not before.")]
    private partial void LogUnsaid(StreamId stream, Exception exception);
}
