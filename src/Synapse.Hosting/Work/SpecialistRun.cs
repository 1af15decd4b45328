using Synapse.Analysis.Specialists;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Reviews;

namespace Synapse.Hosting.Work;

/// <summary>One specialist's part of one review: what it says, and how that comes back.</summary>
public static class SpecialistRun
{
    /// <summary>The specialist's answer as a command. It never throws: a specialist that crashed has failed, and says so.</summary>
    /// <param name="recorded">What is recorded of the same input already, by specialist; it is neither asked nor paid again.</param>
    public static async Task<ReviewCommand> AnswerAsync(ChangeScan scan, IReadOnlyDictionary<string, RecordedReport> recorded, string specialist)
    {
        try
        {
            var result = recorded.TryGetValue(specialist, out var found)
                ? new SpecialistAnswer(found.Content with { DurationMilliseconds = 0, CostMicroCredits = 0 }, null)
                : await scan.RunAsync(specialist);
            return result.Report is { } report ? new ReviewCommand.Report(report) : new ReviewCommand.ReportFailure(specialist, result.Failure!);
        }
        catch (OperationCanceledException)
        {
            return new ReviewCommand.ReportFailure(specialist, "it was stopped");
        }
        catch (Exception e)
        {
            return new ReviewCommand.ReportFailure(specialist, $"it crashed with {e.GetType().Name}");
        }
    }

    /// <summary>Sends an answer; one that is refused is a failure, with the refusal for its cause.</summary>
    public static async Task<Answer<ReviewReply>> SendAsync(IEngine engine, AggregateId review, string specialist, ReviewCommand answer)
    {
        var sent = await engine.SendAsync<ReviewCommand, ReviewReply>(review, answer, specialist, $"report/{specialist}");
        return sent.Refusal is { } refusal && answer is ReviewCommand.Report
            ? await engine.SendAsync<ReviewCommand, ReviewReply>(review, new ReviewCommand.ReportFailure(specialist, refusal.Message), specialist, $"failure/{specialist}")
            : sent;
    }
}
