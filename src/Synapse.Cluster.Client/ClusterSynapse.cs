using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Orleans.Streams;
using Synapse.Cluster.Client.Tenants;
using Synapse.Contracts;
using Synapse.Contracts.Reviews;
using Synapse.Contracts.Signals;

namespace Synapse.Cluster.Client;

/// <summary>Synapse in a cluster, for one tenant and in one name.</summary>
internal sealed class ClusterSynapse(IClusterClient cluster, string tenant, string actor) : ISynapse
{
    private ITenantGrain Tenant => cluster.GetGrain<ITenantGrain>(tenant);

    public Task<Outcome<ReviewTicket>> SubmitAsync(ReviewSubmission submission, CancellationToken cancellationToken) => Tenant.SubmitAsync(actor, submission, cancellationToken);

    public Task<Outcome<ReviewTicket>> FindAsync(string reviewId, CancellationToken cancellationToken) => Tenant.FindAsync(actor, reviewId, cancellationToken);

    public async Task<Outcome<ReviewReport>> ReadReportAsync(string reviewId, CancellationToken cancellationToken)
    {
        var json = await Tenant.ReadReportAsync(reviewId, cancellationToken).ConfigureAwait(false);
        return new Outcome<ReviewReport>(json.Value is { } text ? ReviewReportReader.Read(text) : null, json.Problem);
    }

    public Task<Outcome<ReviewTicket>> CancelAsync(string reviewId, string reason, CancellationToken cancellationToken) => Tenant.CancelAsync(actor, reviewId, reason, cancellationToken);

    public Task<Outcome<ReviewTicket>> AnswerAsync(string reviewId, FindingResponse response, CancellationToken cancellationToken) => Tenant.AnswerAsync(actor, reviewId, response, cancellationToken);

    public async IAsyncEnumerable<SignalMessage> FollowAsync(string reviewId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield break;
    }
}
