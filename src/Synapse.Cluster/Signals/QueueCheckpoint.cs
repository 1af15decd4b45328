using Synapse.Runtime.Journal;

namespace Synapse.Cluster.Signals;

/// <summary>The position that a queue is done with, kept in the journal's store. Written after delivery, so a crash repeats and loses nothing.</summary>
internal sealed class QueueCheckpoint(IReaderPositions positions, string name, TimeSpan interval, TimeProvider time)
{
    private long _writtenAt;

    public TimeSpan Interval => interval;

    public bool IsOpen { get; private set; }

    /// <summary>As last read or written.</summary>
    public long Position { get; private set; }

    public async Task<long> ReadAsync(CancellationToken cancellationToken)
    {
        Position = await positions.ReadAsync(name, cancellationToken);
        (IsOpen, _writtenAt) = (true, time.GetTimestamp());
        return Position;
    }

    public Task WriteIfDueAsync(long position, CancellationToken cancellationToken) =>
        time.GetElapsedTime(_writtenAt) >= interval ? WriteAsync(position, cancellationToken) : Task.CompletedTask;

    public async Task WriteAsync(long position, CancellationToken cancellationToken)
    {
        if (IsOpen && position > Position)
        {
            await positions.WriteAsync(name, position, cancellationToken);
            Position = position;
        }

        _writtenAt = time.GetTimestamp();
    }
}
