using Synapse.Conformance.Engine;
using Synapse.Conformance.Journal;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;
using Synapse.Runtime.Tests.Engine;
using Synapse.Storage;

namespace Synapse.Runtime.Tests.Reviews;

public sealed class ReviewProjectionTests
{
    private static readonly ReviewProjection Projection = new();

    [Fact]
    public void The_changes_of_any_steps_add_up_to_the_whole()
    {
        var states = States();
        var whole = Projection.Changes(EngineHost.Id, ReviewState.Empty, states[^1]);
        Assert.Equal([typeof(ReviewRow), typeof(SpecialistRow), typeof(SpecialistRow), typeof(CoverageGapRow)], whole.Select(r => r.GetType()));
        for (var steps = 0; steps < 1 << (states.Count - 2); steps++)
        {
            var rows = new Dictionary<(Type, int), ViewRow>();
            var before = states[0];
            for (var i = 1; i < states.Count; i++)
            {
                if (i == states.Count - 1 || (steps & (1 << (i - 1))) != 0)
                {
                    foreach (var row in Projection.Changes(EngineHost.Id, before, states[i]))
                    {
                        rows[(row.GetType(), row.Ordinal)] = row;
                    }

                    before = states[i];
                }
            }

            Assert.Equal(whole.ToHashSet(), rows.Values.ToHashSet());
        }
    }

    [Fact]
    public async Task A_report_that_does_not_end_the_review_writes_no_rows()
    {
        var journal = new RowCount(new MemoryJournal());
        using var world = new EngineWorld(journal);
        await world.Send(new ReviewCommand.Request(EngineHost.Request, EngineHost.Plan("a", "b", "c")));
        await world.Send(new ReviewCommand.Report(EngineHost.Report("a")));
        await world.Send(new ReviewCommand.Report(EngineHost.Report("b")));
        await world.Send(new ReviewCommand.Resume());
        await world.Send(new ReviewCommand.ReportFailure("c", "cause"));
        await world.Send(new ReviewCommand.Report(EngineHost.Report("c")));
        Assert.Equal([1, 0, 0, 0, 5, 0], journal.Rows);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\0b", "a\uFFFDb")]
    [InlineData("\ud83d\ude00", "\ud83d\ude00")]
    public void A_text_in_a_row_is_one_that_every_database_takes(string text, string expected) => Assert.Equal(expected, ViewRow.Plain(text));

    [Fact]
    public void Half_a_character_does_not_stand_in_a_row()
    {
        Assert.Equal("a\uFFFD", ViewRow.Plain("a" + '\ud83d'));
        Assert.Equal("\uFFFDb", ViewRow.Plain('\ude00' + "b"));
    }

    private static List<ReviewState> States()
    {
        var facts = new Facts(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), "ann", "c");
        var report = EngineHost.Report("a") with { Coverage = [new CoverageRow("a.cs", "a", CoverageStatus.Clipped, "long")] };
        ReviewCommand[] commands =
        [
            new ReviewCommand.Request(EngineHost.Request, EngineHost.Plan("a", "b")),
            new ReviewCommand.Report(report),
            new ReviewCommand.Resume(),
            new ReviewCommand.Report(EngineHost.Report("b")),
        ];
        var states = new List<ReviewState> { ReviewState.Empty };
        foreach (var command in commands)
        {
            foreach (var @event in ReviewDecider.Decide(states[^1], command, facts).Events)
            {
                states.Add(ReviewState.Evolve(states[^1], @event));
            }
        }

        return states;
    }

    private sealed class RowCount(IJournal inner) : PassingJournal(inner)
    {
        public List<int> Rows { get; } = [];

        public override ValueTask<AppendStatus> AppendAsync(StreamAppend append, CancellationToken cancellationToken)
        {
            Rows.Add(append.Rows.Count);
            return base.AppendAsync(append, cancellationToken);
        }
    }
}
