using Synapse.Analysis.Specialists;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
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
    public ValueTask RecallAsync(AggregateId aggregate, string agent, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    private async Task RunAsync(HandOutWork work)
    {
        ReviewCommand answer;
        try
        {
            var result = recorded.TryGetValue(work.Agent, out var found)
                ? new SpecialistAnswer(found.Content with { DurationMilliseconds = 0, CostMicroCredits = 0 }, null)
                : await scan.RunAsync(work.Agent);
            answer = result.Report is { } report ? new ReviewCommand.Report(report) : new ReviewCommand.ReportFailure(work.Agent, result.Failure!);
        }
        catch (OperationCanceledException)
        {
            answer = new ReviewCommand.ReportFailure(work.Agent, "it was stopped");
        }
        catch (Exception e)
        {
            answer = new ReviewCommand.ReportFailure(work.Agent, $"it crashed with {e.GetType().Name}");
        }

        try
        {
            var sent = await Engine!.SendAsync<ReviewCommand, ReviewReply>(review, answer, work.Agent, $"report/{work.Agent}");
            if (sent.Refusal is { } refusal && answer is ReviewCommand.Report)
            {
                sent = await Engine.SendAsync<ReviewCommand, ReviewReply>(review, new ReviewCommand.ReportFailure(work.Agent, refusal.Message), work.Agent, $"failure/{work.Agent}");
            }

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
