using System.Text;
using System.Text.Json;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Reviews;
using Synapse.Runtime.Reviews;
using Synapse.Runtime.Tests.Agents;

namespace Synapse.Runtime.Tests.Reviews;

/// <summary>
/// One JSON file per event version is committed and never edited: what was journaled once can be read for ever. A new event gets its
/// file by running the tests with SYNAPSE_WRITE_SNAPSHOTS=1.
/// </summary>
public sealed class EventSnapshotTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly ReviewEventCodec Codec = new();
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    public static TheoryData<string> Names => [.. Codec.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_event_is_written_and_read_as_its_committed_file_says(string name)
    {
        if (Upcast().TryGetValue(name, out var read))
        {
            Assert.Equal(read, Codec.Decode(name, File.ReadAllBytes(Path.Combine(Folder(), name.Replace('/', '.') + ".json"))));
            return;
        }

        var sample = Samples().Single(e => Codec.Encode(e).Type == name);
        var file = Path.Combine(Folder(), name.Replace('/', '.') + ".json");
        var json = Codec.Encode(sample).Data;
        if (Environment.GetEnvironmentVariable("SYNAPSE_WRITE_SNAPSHOTS") == "1" && !File.Exists(file))
        {
            File.WriteAllText(file, JsonSerializer.Serialize(JsonDocument.Parse(json), Indented) + "\n");
        }

        var committed = File.ReadAllText(file);
        Assert.Equal(committed, JsonSerializer.Serialize(JsonDocument.Parse(json), Indented) + "\n");
        Assert.Equal(sample, Codec.Decode(name, Encoding.UTF8.GetBytes(committed)));
    }

    [Fact]
    public void Damaged_data_is_a_clear_error()
    {
        var error = Assert.Throws<InvalidDataException>(() => Codec.Decode("review.cancelled/1", "{"u8.ToArray()));
        Assert.Contains("review.cancelled/1", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<ReviewEvent> Samples()
    {
        var location = new Location("src/a.cs", Side.New, 3, 4, 5, 6);
        var finding = new Finding(
            "cs.rule", "Title", Category.Security, [89, 564], Severity.High, new Confidence(8_000), location, "message", "recommendation",
            "replacement", [new Evidence(location, "snippet", "in F")], new Fingerprint("primary", "context"), "security", new Suppression("inSource", "reason"));
        var report = new SpecialistReport("security", "1.0", [finding], [new CoverageRow("src/a.cs", "security", CoverageStatus.Clipped, "too long")], 12, 34);
        var negotiation = new Negotiation("highest-severity", [new Claim(finding, true), new Claim(finding, false)], true, Severity.High);
        var earlier = new EarlierFinding("cs.rule", "src/a.cs", "primary", "context");
        var request = new ReviewRequest("title", "ann", "base", "head", ["security"], "fix", 5_000, 1, [new ReviewFile("src/a.cs", 2, 1)], "digest", ["Hot"], new EarlierReview("r0", [earlier]));
        var plan = new ReviewPlan(
            "coordinator", "1.0", ClassificationPolicy.Default, NegotiationPolicy.Majority, TimeSpan.FromMinutes(5),
            [new PlannedSpecialist("security", "1.0", AgentTier.Deep, TimeSpan.FromSeconds(5), [Category.Security])]);
        yield return new ReviewEvent.Requested(request, plan, "ann", At);
        yield return new ReviewEvent.Classified(DecisionPath.Deep, ["reason"], At);
        yield return new ReviewEvent.Assigned([new Assignment("security", "1.0", At)], ["model"], At, At);
        yield return new ReviewEvent.Reported(report, At);
        yield return new ReviewEvent.SpecialistFailed("security", "cause", At);
        yield return new ReviewEvent.SpecialistTimedOut("security", At);
        yield return new ReviewEvent.ReportedLate(report, At);
        yield return new ReviewEvent.Negotiated([negotiation], At);
        yield return new ReviewEvent.Escalated("reason", At);
        yield return new ReviewEvent.Summarised(
            new Verdict(
                VerdictStatus.Partial, Severity.High, new Confidence(5_000), [finding], [finding], ["recommendation"], ["escalation"], DecisionPath.Deep, ["reason"],
                [new SpecialistSummary("security", "1.0", SpecialistOutcome.TimedOut, "cause", 1, 2, 3)], ["model"], [negotiation],
                [new CoverageRow("src/a.cs", "security", CoverageStatus.Read)], 5, 6, new Recurrence("r0", ["primary"], [earlier])),
            At);
        yield return new ReviewEvent.Cancelled("reason", At);
        yield return new ReviewEvent.FindingAnswered(new FindingAnswer("primary", FindingAnswerKind.WontFix, "reason", "ann", "command"), At);
        yield return new ReviewEvent.Resumed(["security"], "command", [new Assignment("security", "1.0", At)], At, At);
    }

    /// <summary>What the files of earlier versions are read as.</summary>
    private static Dictionary<string, ReviewEvent> Upcast() => new() { ["review.resumed/1"] = new ReviewEvent.Resumed(["security"], "", [], null, At) };

    private static string Folder() => Path.Combine(RepositoryRoot.Path, "tests", "Synapse.Runtime.Tests", "Reviews", "Events");
}
