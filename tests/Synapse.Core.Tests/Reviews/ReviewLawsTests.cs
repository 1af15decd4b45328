using FsCheck;
using FsCheck.Fluent;
using Synapse.Core.Findings;
using Synapse.Core.Reviews;
using static Synapse.Core.Tests.Reviews.Samples;

namespace Synapse.Core.Tests.Reviews;

/// <summary>The laws of the core, on random histories of the review.</summary>
public sealed class ReviewLawsTests
{
    private static readonly string[] Names = ["secrets", "security", "performance"];

    [Fact]
    public void Random_histories_obey_the_laws()
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(500).WithStartSize(1).WithEndSize(40);
        Prop.ForAll(Arb.From(Gen.ListOf(Step())), steps => Holds([.. steps])).Check(config);
    }

    private static Gen<(int Delay, ReviewCommand Command)> Step()
    {
        var name = Gen.Elements(Names.Append("stranger"));
        var report = from n in name
                     from count in Gen.Choose(0, 3)
                     from line in Gen.Choose(1, 3)
                     from severity in Gen.Choose(1, 4)
                     select (ReviewCommand)new ReviewCommand.Report(Report(n, [.. Enumerable.Range(0, count).Select(i => Finding(n, (Severity)severity, $"rule{i}", line + i))]));
        var command = Gen.Frequency(
            (3, Gen.Constant((ReviewCommand)new ReviewCommand.Request(Request(), Plan(Names)))),
            (1, Gen.Constant((ReviewCommand)new ReviewCommand.Request(Request(7), Plan(Names)))),
            (6, report),
            (2, name.Select(n => (ReviewCommand)new ReviewCommand.ReportFailure(n, "crash"))),
            (3, name.Select(n => (ReviewCommand)new ReviewCommand.ReachDeadline(n))),
            (1, Gen.Constant((ReviewCommand)new ReviewCommand.ReachDeadline(null))),
            (1, Gen.Constant((ReviewCommand)new ReviewCommand.Cancel("stop"))),
            (1, Gen.Constant((ReviewCommand)new ReviewCommand.Resume())));
        return from delay in Gen.Choose(0, 120) from c in command select (delay, c);
    }

    private static bool Holds(IReadOnlyList<(int Delay, ReviewCommand Command)> steps)
    {
        var state = ReviewState.Empty;
        var journal = new List<ReviewEvent>();
        var now = 0;
        Verdict? verdict = null;
        foreach (var (delay, command) in steps)
        {
            now += delay;
            var decision = ReviewDecider.Decide(state, command, At(now));
            Assert.Equal(decision, ReviewDecider.Decide(state, command, At(now)));
            Assert.True(decision.Refusal is null ? decision.Reply is not null : decision.Events.Count == 0);
            journal.AddRange(decision.Events);
            state = decision.Events.Aggregate(state, ReviewState.Evolve);

            // The same command twice yields no new events; resuming is the one that hands work out again.
            if (command is not ReviewCommand.Resume)
            {
                Assert.Empty(ReviewDecider.Decide(state, command, At(now)).Events);
            }

            Assert.True(verdict is null || ReferenceEquals(verdict, state.Verdict));
            verdict = state.Verdict;
            foreach (var @event in decision.Events)
            {
                _ = ReviewReactor.React(Id, state, @event);
            }
        }

        Assert.Equal(state, journal.Aggregate(ReviewState.Empty, ReviewState.Evolve));
        Assert.True(journal.OfType<ReviewEvent.Summarised>().Count() <= 1);
        Assert.False(state.Status == ReviewStatus.Summarised && state.Verdict is null);
        NothingIsLost(state);
        return true;
    }

    /// <summary>Every finding that was reported in time is a finding, a suppressed one or a claim of the verdict.</summary>
    private static void NothingIsLost(ReviewState state)
    {
        if (state.Verdict is not { } verdict)
        {
            return;
        }

        var reported = state.Specialists.Where(s => s.Report is not null).SelectMany(s => s.Report!.Findings);
        var claims = verdict.Negotiations.SelectMany(n => n.Claims).Select(c => c.Finding).ToList();
        foreach (var finding in reported)
        {
            Assert.True(claims.Contains(finding) || verdict.Findings.Contains(finding) || verdict.Suppressed.Contains(finding));
        }

        Assert.Equal(verdict.Findings.Count == 0 ? Severity.None : verdict.Findings.Max(f => f.Severity), verdict.Severity);
    }
}
