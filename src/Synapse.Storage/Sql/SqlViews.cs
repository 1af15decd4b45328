using System.Data.Common;
using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;
using Synapse.Storage.Views;

namespace Synapse.Storage.Sql;

/// <summary>The rows of the read models, stream by stream.</summary>
internal sealed class SqlViews(SqlDatabase database) : IViewStore
{
    public async ValueTask<IReadOnlyList<ViewRow>> ReadAsync(AggregateId stream, CancellationToken cancellationToken)
    {
        return await database.ReadAtOnceAsync(
            async connection =>
            {
                var rows = new List<ViewRow>();
                foreach (var table in ViewTables.All)
                {
                    rows.AddRange(await connection.Command(
                        $"SELECT {table.List} FROM {table.Name} WHERE stream = (SELECT key FROM streams WHERE tenant = @tenant AND kind = @kind AND id = @id) ORDER BY ordinal",
                        ("tenant", stream.Tenant), ("kind", stream.Kind), ("id", stream.Id))
                        .ListAsync(r => Read(table, r, stream), cancellationToken).ConfigureAwait(false));
                }

                return rows;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<string?> ReadSchemaAsync(string kind, CancellationToken cancellationToken) => (await database.ReadAsync(
        c => c.Command("SELECT schema FROM read_models WHERE kind = @kind", ("kind", kind)).ListAsync(r => r.GetString(0), cancellationToken),
        cancellationToken).ConfigureAwait(false)).FirstOrDefault();

    public async ValueTask WriteSchemaAsync(string kind, string schema, CancellationToken cancellationToken) => await database.WriteAsync(
        c => c.Command("INSERT INTO read_models (kind, schema) VALUES (@kind, @schema) ON CONFLICT (kind) DO UPDATE SET schema = excluded.schema", ("kind", kind), ("schema", schema))
            .RunAsync(cancellationToken),
        cancellationToken).ConfigureAwait(false);

    private static ViewRow Read(ViewTable table, DbDataReader row, AggregateId stream)
    {
        try
        {
            return table.Read(row);
        }
        catch (Exception e) when (e is ArgumentException or OverflowException)
        {
            throw new InvalidDataException($"a row of {stream} in {table.Name} is damaged: {e.Message}", e);
        }
    }
}
