using Orleans.Concurrency;
using Synapse.Cluster.Client.Tenants;
using Synapse.Contracts;
using Synapse.Contracts.Reviews;
using Synapse.Hosting.Reviews;

namespace Synapse.Cluster.Tenants;

/// <summary>A tenant's door, on every silo: it keeps nothing, so that a call is answered where it arrives.</summary>
[GrainType("synapse.tenant")]
[StatelessWorker]
[Reentrant]
public sealed class TenantGrain(ReviewDesk desk) : Grain, ITenantGrain
{
    /// <summary>Reading a large diff takes its time, and a grain's turn is not the place for it.</summary>
    public Task<Outcome<ReviewTicket>> SubmitAsync(string actor, ReviewSubmission submission, CancellationToken cancellationToken)
    {
        var tenant = this.GetPrimaryKeyString();
        return Task.Run(() => desk.SubmitAsync(tenant, actor, submission, cancellationToken), cancellationToken);
    }

    public Task<Outcome<ReviewTicket>> FindAsync(string actor, string reviewId, CancellationToken cancellationToken) => desk.FindAsync(this.GetPrimaryKeyString(), actor, reviewId);

    public Task<Outcome<string>> ReadReportAsync(string reviewId, CancellationToken cancellationToken) => desk.ReadReportAsync(this.GetPrimaryKeyString(), reviewId, cancellationToken);

    public Task<Outcome<ReviewTicket>> CancelAsync(string actor, string reviewId, string reason, CancellationToken cancellationToken) =>
        desk.CancelAsync(this.GetPrimaryKeyString(), actor, reviewId, reason);

    public Task<Outcome<ReviewTicket>> AnswerAsync(string actor, string reviewId, FindingResponse response, CancellationToken cancellationToken) =>
        desk.AnswerAsync(this.GetPrimaryKeyString(), actor, reviewId, response);
}
