namespace Synapse.Runtime.Journal;

/// <summary>
/// Large texts (diffs, prompts, logs), stored compressed and once per tenant and content. A stream holds a body through
/// <see cref="StreamAppend.Holds"/>; what no stream holds is collected. Safe for several threads and processes.
/// </summary>
public interface IBodyStore
{
    /// <summary>The most bytes of one body.</summary>
    const int MaxBytes = 64 << 20;

    /// <summary>Stores a body, or notes that it was used at <paramref name="now"/>.</summary>
    /// <exception cref="ArgumentException">It is larger than <see cref="MaxBytes"/>.</exception>
    ValueTask<ContentHash> PutAsync(string tenant, ReadOnlyMemory<byte> content, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The content, or null when the tenant has no such body.</summary>
    /// <exception cref="InvalidDataException">What is stored is not what the hash names.</exception>
    ValueTask<ReadOnlyMemory<byte>?> GetAsync(string tenant, ContentHash hash, CancellationToken cancellationToken);

    /// <summary>
    /// Removes up to <paramref name="limit"/> bodies that no stream holds and that nobody has put since <paramref name="unusedSince"/>.
    /// It cannot take one from an append: that either finds it, and it stays, or is told <see cref="AppendStatus.MissingBody"/>.
    /// </summary>
    /// <returns>How many were removed.</returns>
    ValueTask<int> CollectAsync(DateTimeOffset unusedSince, int limit, CancellationToken cancellationToken);
}
