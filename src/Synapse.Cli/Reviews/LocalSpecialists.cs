using Synapse.Analysis.Specialists;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Hosting.Work;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Reviews;

namespace Synapse.Cli.Reviews;

/// <summary>Runs the deterministic specialists of one review in this process and sends their answers back as commands.</summary>
/// <param name="recorded">What is recorded of the same input already, by specialist.</param>
internal sealed class LocalSpecialists(AggregateId review, ChangeScan scan, IReadOnlyDictionary<string, RecordedReport> recorded, ReviewEnd end) : IWorkRunner
{
    /// <summary>Set right after the engine is made: the two know each other.</summary>
    public IEngine? Engine { get; set; }

    public ValueTask StartAsync(AggregateId aggregate, HandOutWork work, CancellationToken cancellationToken)
    {
        // The journal may ask for work of another review, whose process was killed; its change is not the one at hand.
        if (aggregate == review)
        {
            _ = Task.Run(() => RunAsync(work), CancellationToken.None);
        }

        return ValueTask.CompletedTask;
    }

    // One pass serves all specialists; a late answer is recorded as late and changes nothing.
    public ValueTask RecallAsync(AggregateId aggregate, RecallWork work, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    private async Task RunAsync(HandOutWork work)
    {
        var answer = await SpecialistRun.AnswerAsync(scan, recorded, work.Agent);
        try
        {
            var sent = await SpecialistRun.SendAsync(Engine!, review, work.Agent, answer);
            if (sent.Reply?.Status is ReviewStatus.Summarised or ReviewStatus.Cancelled)
            {
                end.Reach();
            }
        }
        catch (Exception e)
        {
            // The journal took neither the report nor the failure: nothing more will come of this review.
            end.Fail(e);
        }
    }
}
