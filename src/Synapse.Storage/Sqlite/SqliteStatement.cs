using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Synapse.Storage.Sqlite;

/// <summary>
/// A statement that is prepared once and run many times, with parameters <c>@1</c>, <c>@2</c> and so on. It talks to SQLite without ADO.NET
/// in between, which costs more than the statements of the commit path themselves.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;
    private readonly int[] _places;

    public SqliteStatement(SqliteConnection connection, string text, int parameters = 0)
    {
        _connection = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_connection, text, out _statement));
        _places = [.. Enumerable.Range(1, parameters).Select(i => raw.sqlite3_bind_parameter_index(_statement, $"@{i}"))];
    }

    public void Run(params ReadOnlySpan<SqliteValue> values) => _ = Step(values, static _ => true);

    /// <summary>The first column of the first row; null when there is no row or it is null.</summary>
    public long? Number(params ReadOnlySpan<SqliteValue> values) =>
        Step(values, static s => raw.sqlite3_column_type(s, 0) == raw.SQLITE_NULL ? default(long?) : raw.sqlite3_column_int64(s, 0));

    /// <summary>The first column of the first row; null when there is no row.</summary>
    public byte[]? Bytes(params ReadOnlySpan<SqliteValue> values) => Step(values, static s => raw.sqlite3_column_blob(s, 0).ToArray());

    /// <summary>The first two columns of the first row.</summary>
    public (long First, long Second)? Pair(params ReadOnlySpan<SqliteValue> values) =>
        Step(values, static s => ((long, long)?)(raw.sqlite3_column_int64(s, 0), raw.sqlite3_column_int64(s, 1)));

    public void Dispose() => _statement.Dispose();

    /// <summary>Runs it up to the first row, which <paramref name="read"/> reads.</summary>
    private T? Step<T>(ReadOnlySpan<SqliteValue> values, Func<sqlite3_stmt, T> read)
    {
        try
        {
            for (var i = 0; i < values.Length; i++)
            {
                Check(values[i].Bind(_statement, _places[i]));
            }

            var code = raw.sqlite3_step(_statement);
            Check(code);
            return code == raw.SQLITE_ROW ? read(_statement) : default;
        }
        finally
        {
            _ = raw.sqlite3_reset(_statement);
        }
    }

    /// <exception cref="SqliteException">The code is an error.</exception>
    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _connection);
}
