using Microsoft.Data.Sqlite;

namespace Synapse.Storage.Sqlite;

/// <summary>A statement that is prepared once and run many times, with parameters <c>@1</c>, <c>@2</c> and so on.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly SqliteCommand _command;

    public SqliteStatement(SqliteConnection connection, string text, int parameters = 0)
    {
        _command = connection.CreateCommand();
        _command.CommandText = text;
        for (var i = 1; i <= parameters; i++)
        {
            _command.Parameters.Add(new SqliteParameter($"@{i}", null));
        }
    }

    public int Run(params ReadOnlySpan<object> values)
    {
        Set(values);
        return _command.ExecuteNonQuery();
    }

    /// <summary>The first column of the first row; null when there is no row or it is null.</summary>
    public object? First(params ReadOnlySpan<object> values)
    {
        Set(values);
        return _command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    /// <summary>The first two columns of the first row, as whole numbers.</summary>
    public (long First, long Second)? Pair(params ReadOnlySpan<object> values)
    {
        Set(values);
        using var reader = _command.ExecuteReader();
        return reader.Read() ? (reader.GetInt64(0), reader.GetInt64(1)) : null;
    }

    public void Dispose() => _command.Dispose();

    private void Set(ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i];
        }
    }
}
