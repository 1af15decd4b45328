using Orleans.Streams;
using Synapse.Cluster.Client.Signals;
using Synapse.Contracts.Signals;

namespace Synapse.Cluster.Tests.Signals;

/// <summary>What a listener heard, in order.</summary>
internal sealed class HeardSignals : IAsyncObserver<SignalMessage>
{
    private readonly List<(SignalMessage Message, StreamSequenceToken? Token)> _all = [];
    private readonly SignalDeduplicator _known = new();
    private readonly List<SignalMessage> _distinct = [];

    /// <summary>Decides which signal the listener cannot bear.</summary>
    public Func<SignalMessage, bool> Fails { get; init; } = _ => false;

    /// <summary>What the listener waits for after a signal, before it takes the next.</summary>
    public Func<SignalMessage, Task> After { get; init; } = _ => Task.CompletedTask;

    /// <summary>Everything that was delivered.</summary>
    public IReadOnlyList<(SignalMessage Message, StreamSequenceToken? Token)> All
    {
        get
        {
            lock (_all)
            {
                return [.. _all];
            }
        }
    }

    public IReadOnlyList<SignalMessage> Messages
    {
        get
        {
            lock (_all)
            {
                return [.. _all.Select(a => a.Message)];
            }
        }
    }

    /// <summary>Without repetitions.</summary>
    public IReadOnlyList<SignalMessage> Distinct
    {
        get
        {
            lock (_all)
            {
                return [.. _distinct];
            }
        }
    }

    public Task OnNextAsync(SignalMessage item, StreamSequenceToken? token = null)
    {
        lock (_all)
        {
            if (Fails(item))
            {
                throw new InvalidOperationException("not this one");
            }

            _all.Add((item, token));
            if (_known.IsNew(item.Source, item.Id))
            {
                _distinct.Add(item);
            }
        }

        return After(item);
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}
