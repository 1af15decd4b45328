using System.Text;
using System.Text.Json;
using Synapse.Core.Agents.Breakers;
using Synapse.Runtime.Agents;

namespace Synapse.Runtime.Tests.Agents;

/// <summary>
/// One JSON file per event version is committed and never edited. A new event gets its file by running the tests with
/// SYNAPSE_WRITE_SNAPSHOTS=1.
/// </summary>
public sealed class BreakerEventSnapshotTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly BreakerEventCodec Codec = new();
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    public static TheoryData<string> Names => [.. Codec.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_event_is_written_and_read_as_its_committed_file_says(string name)
    {
        var sample = Samples().Single(e => Codec.Encode(e).Type == name);
        var file = Path.Combine(RepositoryRoot.Path, "tests", "Synapse.Runtime.Tests", "Agents", "Events", name.Replace('/', '.') + ".json");
        var json = JsonSerializer.Serialize(JsonDocument.Parse(Codec.Encode(sample).Data), Indented) + "\n";
        if (Environment.GetEnvironmentVariable("SYNAPSE_WRITE_SNAPSHOTS") == "1" && !File.Exists(file))
        {
            File.WriteAllText(file, json);
        }

        var committed = File.ReadAllText(file);
        Assert.Equal(committed, json);
        Assert.Equal(sample, Codec.Decode(name, Encoding.UTF8.GetBytes(committed)));
    }

    private static IEnumerable<BreakerEvent> Samples()
    {
        yield return new BreakerEvent.Reported("1.0", new CallReport("command", CallOutcome.TransientFailure, 2, At), At);
        yield return new BreakerEvent.Opened("1.0", 3, OpenCause.FailureRate, 2, At, At);
        yield return new BreakerEvent.HalfOpened("1.0", 4, At, At);
        yield return new BreakerEvent.ProbesGranted("1.0", new ProbeGrant("command", 2), At);
        yield return new BreakerEvent.Closed("1.0", 5, At);
        yield return new BreakerEvent.Overridden(new BreakerOverride("command", "1.0", OverrideKind.Open, At, "reason", "ann"), At);
        yield return new BreakerEvent.OverrideEnded("command", At);
        yield return new BreakerEvent.VersionForgotten("1.0", At, At);
    }
}
