using System.Buffers;
using System.Text;
using System.Text.Json;
using Synapse.Runtime.Journal;
using Synapse.Storage.Views;

namespace Synapse.Storage.Postgres;

/// <summary>The rows of an append in the form that <c>journal_rows</c> takes.</summary>
internal static class PostgresRows
{
    public static string Of(StreamAppend append)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteBoolean("replace", append.ReplacesRows);
            foreach (var rows in append.Rows.GroupBy(ViewTables.Of))
            {
                json.WriteStartArray(rows.Key.Name);
                foreach (var row in rows)
                {
                    Write(json, rows.Key, row);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, ViewTable table, ViewRow row)
    {
        json.WriteStartObject();
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

        json.WriteEndObject();
    }
}
