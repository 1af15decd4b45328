using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Synapse.Cli;

internal static class JsonOutput
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n" };

    public static void Write(TextWriter target, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            write(json);
        }

        target.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        target.Write('\n');
    }
}
