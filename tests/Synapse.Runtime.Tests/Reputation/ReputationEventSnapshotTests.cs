using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Reputation;
using Synapse.Runtime.Json;
using Synapse.Runtime.Reputation;
using Synapse.Runtime.Tests.Kernel;

namespace Synapse.Runtime.Tests.Reputation;

public sealed class ReputationEventSnapshotTests : EventSnapshots<ReputationEvent>
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    protected override string Feature => "Reputation";

    protected override JsonEventCodec<ReputationEvent> Codec { get; } = new ReputationEventCodec();

    protected override IEnumerable<ReputationEvent> Samples => AllSamples();

    private static IEnumerable<ReputationEvent> AllSamples()
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
