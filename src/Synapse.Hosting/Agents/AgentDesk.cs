using Synapse.Analysis.Changes;
using Synapse.Analysis.Specialists;
using Synapse.Contracts;
using Synapse.Contracts.Agents;
using Synapse.Core;
using Synapse.Core.Agents.Registry;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Queues;
using Synapse.Core.Reviews;
using Synapse.Hosting.Reviews;
using Synapse.Hosting.Work;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;

namespace Synapse.Hosting.Agents;

/// <summary>
/// What agents that run elsewhere ask, each with its own key: take work, stay at it, report, give up. They see the changes that they were hired for and nothing
/// else. Every call is harmless twice. May be used from any thread.
/// </summary>
public sealed class AgentDesk(IEngine engine, IJournalStore journal, ReviewAgents agents)
{
    /// <summary>Pieces of work that one claim takes.</summary>
    public const int MaxWork = 16;

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <param name="claimId">The caller's own; the same again is answered with the same work.</param>
    public async Task<Outcome<AgentWorkList>> ClaimAsync(string tenant, string agent, string key, string claimId, int max, CancellationToken cancellationToken)
    {
        if (await RefusalOfAsync(tenant, agent, key) is { } refusal)
        {
            return Problems.Of<AgentWorkList>(refusal);
        }

        var worker = $"{tenant}/{agent}";
        var claim = new QueueCommand.Claim(worker.Length <= QueueDecider.MaxNameLength ? worker : worker[^QueueDecider.MaxNameLength..], Math.Clamp(max, 1, MaxWork), Lease, [agent], tenant);
        var answer = await SendAsync(claim, agent, $"claim/{worker}/{claimId}");
        if (answer.Reply is not { } reply)
        {
            return Problems.Of<AgentWorkList>(answer.Refusal!);
        }

        var work = new List<AgentWork>();
        foreach (var taken in reply.Work)
        {
            var (review, handedOut, _) = ReviewQueue.Read(taken.Item);
            var change = await ChangeOfAsync(review, cancellationToken);
            work.Add(new AgentWork(taken.Item.Id, taken.Token, review.Id, handedOut.AgentVersion, handedOut.Deadline, taken.Until, change?.Title ?? "", change is null ? "" : UnifiedDiffText.Of(change)));
        }

        return new Outcome<AgentWorkList>(new AgentWorkList(work), null);
    }

    /// <summary>Says that the agent is still at work.</summary>
    public async Task<Outcome<AgentReceipt>> ExtendAsync(string tenant, string agent, string key, AgentWork work) =>
        await RefusalOfAsync(tenant, agent, key, work) is { } refusal ? Problems.Of<AgentReceipt>(refusal)
        : Receipt(await SendAsync(new QueueCommand.Extend([new WorkToken(work.WorkId, work.Token)], Lease), agent, $"beat/{work.WorkId}/{Guid.NewGuid():N}"));

    public async Task<Outcome<AgentReceipt>> ReportAsync(string tenant, string agent, string key, AgentWork work, AgentReport report, CancellationToken cancellationToken)
    {
        if (await RefusalOfAsync(tenant, agent, key, work) is { } refusal)
        {
            return Problems.Of<AgentReceipt>(refusal);
        }

        var review = new AggregateId(tenant, ReviewAggregate.Kind, work.ReviewId);
        if (await ChangeOfAsync(review, cancellationToken) is not { } change)
        {
            return Problems.Of<AgentReceipt>(new Refusal(RefusalCode.NotFound, "what this review reads is not stored; give the work up"));
        }

        var findings = new List<OutsideFinding>();
        foreach (var (index, finding) in report.Findings.Index())
        {
            if (!Names.TryParse(finding.Category, out Category category) || !Names.TryParse(finding.Severity, out Severity severity) || finding.Confidence is < 0 or > 1)
            {
                return Problems.Of<AgentReceipt>(new Refusal(RefusalCode.Invalid, $"finding {index}: category, severity and confidence are of the closed lists, and from 0 to 1"));
            }

            findings.Add(new OutsideFinding(
                finding.RuleId, finding.Title, category, finding.Cwe, severity, new Confidence((int)(finding.Confidence * Confidence.MaxBasisPoints)), finding.Path, finding.StartLine, finding.EndLine,
                finding.Message, finding.Recommendation));
        }

        var (content, problem) = ReportedElsewhere.Of(change, agent, work.Version, findings, report.Unread, report.DurationMs, report.CostMicroCredits, agents.Packs);
        if (content is null)
        {
            return Problems.Of<AgentReceipt>(new Refusal(RefusalCode.Invalid, problem!));
        }

        // The review first: work that is done and not reported would be lost, a report of work that is done again is a duplicate.
        var taken = await engine.SendAsync<ReviewCommand, ReviewReply>(review, new ReviewCommand.Report(content), agent, $"report/{agent}");
        return taken.Refusal is { } no ? Problems.Of<AgentReceipt>(no)
            : Receipt(await SendAsync(new QueueCommand.Complete([new WorkToken(work.WorkId, work.Token)]), agent, $"done/{work.WorkId}/{work.Token}"));
    }

    /// <summary>Gives the work back.</summary>
    /// <param name="isPermanent">Whether another attempt would fail the same way; the review is told then.</param>
    public async Task<Outcome<AgentReceipt>> FailAsync(string tenant, string agent, string key, AgentWork work, string cause, bool isPermanent)
    {
        if (await RefusalOfAsync(tenant, agent, key, work) is { } refusal)
        {
            return Problems.Of<AgentReceipt>(refusal);
        }

        if (isPermanent)
        {
            await engine.SendAsync<ReviewCommand, ReviewReply>(new AggregateId(tenant, ReviewAggregate.Kind, work.ReviewId), new ReviewCommand.ReportFailure(agent, cause), agent, $"failure/{agent}");
        }

        return Receipt(await SendAsync(
            new QueueCommand.Fail(new WorkToken(work.WorkId, work.Token), isPermanent ? WorkFailure.Permanent : WorkFailure.Transient, cause, null), agent, $"fail/{work.WorkId}/{work.Token}"));
    }

    /// <summary>Null when the key is the agent's and the work, where some is named, is its own.</summary>
    private async Task<Refusal?> RefusalOfAsync(string tenant, string agent, string key, AgentWork? work = null)
    {
        if (agents.Configuration.Host.RefusalOf(tenant) is { } unserved)
        {
            return unserved;
        }

        var id = new AggregateId(tenant, AgentAggregate.Kind, agent);
        if ((await engine.SendAsync<AgentCommand, AgentReply>(id, new AgentCommand.Verify(AgentKey.HashOf(key)), agent, "verify")).Refusal is { } refusal)
        {
            // Whether there is such an agent is nobody's business without its key.
            return refusal.Code == RefusalCode.NotFound ? new Refusal(RefusalCode.Denied, "this is not the agent's key; an operator sets a new one") : refusal;
        }

        return work is null || work.WorkId.StartsWith($"{tenant}/{work.ReviewId}/{agent}/", StringComparison.Ordinal)
            ? null
            : new Refusal(RefusalCode.Denied, "this work was not given to the agent");
    }

    private async Task<Change?> ChangeOfAsync(AggregateId review, CancellationToken cancellationToken) => (await StoredChange.ReadAsync(journal, review, cancellationToken)).Content?.Change;

    private Task<Answer<QueueReply>> SendAsync(QueueCommand command, string actor, string commandId) => engine.SendAsync<QueueCommand, QueueReply>(ReviewQueue.Id, command, actor, commandId);

    private static Outcome<AgentReceipt> Receipt(Answer<QueueReply> answer) =>
        answer.Reply is { } reply ? new Outcome<AgentReceipt>(new AgentReceipt(reply.Stale.Count > 0), null) : Problems.Of<AgentReceipt>(answer.Refusal!);
}
