using Microsoft.Data.Sqlite;
using Synapse.Runtime.Journal;
using Synapse.Storage.Views;

namespace Synapse.Storage.Sqlite;

/// <summary>Writes the rows of an append, in its transaction.</summary>
internal sealed class SqliteRows(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<ViewTable, (SqliteStatement Put, SqliteStatement Remove)> _tables = ViewTables.All.ToDictionary(t => t, t => (
        new SqliteStatement(
            connection,
            $"INSERT OR REPLACE INTO {t.Name} (stream, {t.List}) VALUES (@1, {string.Join(", ", t.Columns.Select((_, i) => $"@{i + 2}"))})",
            t.Columns.Count + 1),
        new SqliteStatement(connection, $"DELETE FROM {t.Name} WHERE stream = @1", 1)));

    public void Write(StreamAppend append, long stream)
    {
        foreach (var (_, remove) in append.ReplacesRows ? _tables.Values.ToList() : [])
        {
            remove.Run(stream);
        }

        foreach (var row in append.Rows)
        {
            var table = ViewTables.Of(row);
            SqliteValue[] values = [stream, .. table.Columns.Select(c => SqliteValue.Of(c.Value(row)))];
            _tables[table].Put.Run(values);
        }
    }

    public void Dispose()
    {
        foreach (var (put, remove) in _tables.Values)
        {
            put.Dispose();
            remove.Dispose();
        }
    }
}
