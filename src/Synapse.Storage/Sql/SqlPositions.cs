using Synapse.Runtime.Journal;

namespace Synapse.Storage.Sql;

/// <summary>Positions of readers, as rows.</summary>
internal sealed class SqlPositions(SqlDatabase database) : IReaderPositions
{
    public async ValueTask<long> ReadAsync(string name, CancellationToken cancellationToken) => (await database.ReadAsync(
        c => c.Command("SELECT position FROM reader_positions WHERE name = @name", ("name", name)).ListAsync(r => r.GetInt64(0), cancellationToken),
        cancellationToken).ConfigureAwait(false)).FirstOrDefault();

    public async ValueTask WriteAsync(string name, long position, CancellationToken cancellationToken)
    {
        IReaderPositions.Check(name, position);
        await database.WriteAsync(
            c => c.Command(
                "INSERT INTO reader_positions (name, position) VALUES (@name, @position) ON CONFLICT (name) DO UPDATE SET position = excluded.position",
                ("name", name), ("position", position)).RunAsync(cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }
}
