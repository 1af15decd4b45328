using Npgsql;

namespace Synapse.Silo.Tests.Silos;

/// <summary>Looks into the database of a cluster.</summary>
internal static class Database
{
    /// <summary>The first column of all rows.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetValue(0).ToString()!);
        }

        return rows;
    }
}
