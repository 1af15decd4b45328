namespace Synapse.Runtime.Journal;

/// <summary>
/// How far readers of all events have come, by name, so that a reader goes on where it, or its like in another process, was. Safe for several
/// threads and processes; of two writers of one name the later one is right.
/// </summary>
public interface IReaderPositions
{
    /// <summary>The most characters of a name.</summary>
    const int MaxNameLength = 128;

    /// <summary>The position that a reader is done with; 0 when none was written.</summary>
    ValueTask<long> ReadAsync(string name, CancellationToken cancellationToken);

    /// <summary>Records the position that a reader is done with, whether it is higher or lower than before. It is durable once this is done.</summary>
    /// <exception cref="ArgumentException">The name is empty or too long, or the position is negative.</exception>
    ValueTask WriteAsync(string name, long position, CancellationToken cancellationToken);

    /// <summary>Throws for what no store takes.</summary>
    static void Check(string name, long position)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, MaxNameLength, nameof(name));
        ArgumentOutOfRangeException.ThrowIfNegative(position);
    }
}
