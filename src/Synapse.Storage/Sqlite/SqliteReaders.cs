using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Synapse.Storage.Sqlite;

/// <summary>Connections that only read, opened when first needed and kept; in WAL mode they neither wait for the writer nor stop it.</summary>
internal sealed class SqliteReaders(Func<SqliteConnection> open, int maxReaders) : IDisposable
{
    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private readonly SemaphoreSlim _room = new(maxReaders);

    public async Task<T> UseAsync<T>(Func<SqliteConnection, Task<T>> read, CancellationToken cancellationToken)
    {
        await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var connection = _idle.TryTake(out var idle) ? idle : open();
            try
            {
                return await read(connection).ConfigureAwait(false);
            }
            finally
            {
                _idle.Add(connection);
            }
        }
        finally
        {
            _room.Release();
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }
}
