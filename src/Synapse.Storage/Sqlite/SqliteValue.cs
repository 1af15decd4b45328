using SQLitePCL;

namespace Synapse.Storage.Sqlite;

/// <summary>A whole number, a text, bytes or null, on its way into a statement.</summary>
internal readonly struct SqliteValue
{
    private readonly Type _type;
    private readonly long _number;
    private readonly string _text;
    private readonly ReadOnlyMemory<byte> _bytes;

    private SqliteValue(Type type, long number, string text, ReadOnlyMemory<byte> bytes) => (_type, _number, _text, _bytes) = (type, number, text, bytes);

    private enum Type
    {
        Null,
        Number,
        Text,
        Bytes,
    }

    public static implicit operator SqliteValue(long value) => new(Type.Number, value, "", default);

    public static implicit operator SqliteValue(string? value) => value is null ? default : new(Type.Text, 0, value, default);

    public static implicit operator SqliteValue(byte[] value) => new(Type.Bytes, 0, "", value);

    public static implicit operator SqliteValue(ReadOnlyMemory<byte> value) => new(Type.Bytes, 0, "", value);

    /// <summary>A cell of a read model: a whole number or a text.</summary>
    public static SqliteValue Of(object cell) => cell is long number ? number : (string)cell;

    /// <summary>Gives SQLite's result code. SQLite takes a copy.</summary>
    public int Bind(sqlite3_stmt statement, int place) => _type switch
    {
        Type.Number => raw.sqlite3_bind_int64(statement, place, _number),
        Type.Text => raw.sqlite3_bind_text(statement, place, _text),
        // No bytes have no address, and would be taken for null.
        Type.Bytes => _bytes.IsEmpty ? raw.sqlite3_bind_zeroblob(statement, place, 0) : raw.sqlite3_bind_blob(statement, place, _bytes.Span),
        _ => raw.sqlite3_bind_null(statement, place),
    };
}
