using System.Text;
using System.Text.Json;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Reputation;
using Synapse.Runtime.Reputation;
using Synapse.Runtime.Tests.Agents;

namespace Synapse.Runtime.Tests.Reputation;

/// <summary>
/// One JSON file per event version is committed and never edited. A new event gets its file by running the tests with
/// SYNAPSE_WRITE_SNAPSHOTS=1.
/// </summary>
public sealed class ReputationEventSnapshotTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly ReputationEventCodec Codec = new();
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    public static TheoryData<string> Names => [.. Codec.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_event_is_written_and_read_as_its_committed_file_says(string name)
    {
        var sample = Samples().Single(e => Codec.Encode(e).Type == name);
        var file = Path.Combine(RepositoryRoot.Path, "tests", "Synapse.Runtime.Tests", "Reputation", "Events", name.Replace('/', '.') + ".json");
        var json = JsonSerializer.Serialize(JsonDocument.Parse(Codec.Encode(sample).Data), Indented) + "\n";
        if (Environment.GetEnvironmentVariable("SYNAPSE_WRITE_SNAPSHOTS") == "1" && !File.Exists(file))
        {
            File.WriteAllText(file, json);
        }

        var committed = File.ReadAllText(file);
        Assert.Equal(committed, json);
        Assert.Equal(sample, Codec.Decode(name, Encoding.UTF8.GetBytes(committed)));
    }

    private static IEnumerable<ReputationEvent> Samples()
    {
        var skill = new Capability(Category.Security, "csharp");
        var rater = new Rater("ann", "acme", new Confidence(9_000));
        var folded = new FoldedEvidence(At, At, [new FoldedRater("acme", new Confidence(9_000), new Tally(1, 2), new Tally(3, 4), new TruthRecord(5, 6, 7, 8))]);
        yield return new ReputationEvent.OwnerSet(new Ownership("acme", "command", At), At);
        yield return new ReputationEvent.Judged(
            new Judgement("1.0", skill, EvidenceSource.SeededDefect, true, "subject", rater, new Confidence(8_000), At), "command", "earlier", new Folding(["old"], folded), At);
        yield return new ReputationEvent.Moved("1.0", skill, 1_000, 2_000, At);
        yield return new ReputationEvent.Served("1.0", new ServiceRow("command", 12, 34, At), At);
        yield return new ReputationEvent.Rated(new Rating("1.0", rater, "subject", 4, At), "command", "earlier", At);
        yield return new ReputationEvent.VersionRetired("0.9", At);
    }
}
