using System.Buffers;
using System.Text;
using System.Text.Json;
using Synapse.Runtime.Journal;
using Synapse.Storage.Views;

namespace Synapse.Storage.Postgres;

/// <summary>The rows of one table in the form that <c>journal_rows</c> takes.</summary>
internal static class PostgresRows
{
    /// <param name="rows">Each with the place of its append in the batch, from 1.</param>
    public static string Of(ViewTable table, IEnumerable<(long Place, ViewRow Row)> rows)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var (place, row) in rows)
            {
                json.WriteStartObject();
                json.WriteNumber("stream", place);
                Write(json, table, row);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, ViewTable table, ViewRow row)
    {
        foreach (var (name, value) in table.Columns)
        {
            var cell = value(row);
            if (cell is long number)
            {
                json.WriteNumber(name, number);
            }
            else
            {
                json.WriteString(name, (string)cell);
            }
        }
    }
}
