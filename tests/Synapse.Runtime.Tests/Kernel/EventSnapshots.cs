using System.Text;
using System.Text.Json;
using Synapse.Runtime.Json;
using Synapse.Runtime.Tests.Agents;

namespace Synapse.Runtime.Tests.Kernel;

/// <summary>
/// One JSON file per event version is committed and never edited: what was journaled once can be read for ever. A new event gets its
/// file by running the tests with SYNAPSE_WRITE_SNAPSHOTS=1.
/// </summary>
public abstract class EventSnapshots<TEvent>
    where TEvent : class
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>The files are in <c>Events</c> beside the test, in the folder of this name.</summary>
    protected abstract string Feature { get; }

    protected abstract JsonEventCodec<TEvent> Codec { get; }

    /// <summary>One of each event that is written.</summary>
    protected abstract IEnumerable<TEvent> Samples { get; }

    /// <summary>What the files of earlier versions are read as.</summary>
    protected virtual IReadOnlyDictionary<string, TEvent> Upcast { get; } = new Dictionary<string, TEvent>();

    [Fact]
    public void Each_event_is_written_and_read_as_its_committed_file_says()
    {
        foreach (var name in Codec.Names)
        {
            var file = Path.Combine(RepositoryRoot.Path, "tests", "Synapse.Runtime.Tests", Feature, "Events", name.Replace('/', '.') + ".json");
            if (Upcast.TryGetValue(name, out var read))
            {
                Assert.Equal(read, Codec.Decode(name, File.ReadAllBytes(file)));
                continue;
            }

            var sample = Samples.Single(e => Codec.Encode(e).Type == name);
            var json = JsonSerializer.Serialize(JsonDocument.Parse(Codec.Encode(sample).Data), Indented) + "\n";
            if (Environment.GetEnvironmentVariable("SYNAPSE_WRITE_SNAPSHOTS") == "1" && !File.Exists(file))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, json);
            }

            var committed = File.ReadAllText(file);
            Assert.Equal(committed, json);
            Assert.Equal(sample, Codec.Decode(name, Encoding.UTF8.GetBytes(committed)));
        }
    }

    [Fact]
    public void Damaged_data_is_a_clear_error()
    {
        var error = Assert.Throws<InvalidDataException>(() => Codec.Decode(Codec.Names[0], "{"u8.ToArray()));
        Assert.Contains(Codec.Names[0], error.Message, StringComparison.Ordinal);
    }
}
