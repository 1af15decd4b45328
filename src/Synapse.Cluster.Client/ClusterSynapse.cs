using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Orleans.Streams;
using Synapse.Cluster.Client.Signals;
using Synapse.Cluster.Client.Tenants;
using Synapse.Contracts;
using Synapse.Contracts.Reviews;
using Synapse.Contracts.Signals;
using Synapse.Core.Signals;

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
        // Nothing would ever come of a review that is not there.
        (await FindAsync(reviewId, cancellationToken).ConfigureAwait(false)).Required();
        var arrived = Channel.CreateUnbounded<SignalMessage>();
        var stream = cluster.GetStreamProvider(SignalStreams.Provider).GetStream<SignalMessage>(SignalStreams.OfReview(tenant, reviewId));
        var subscription = await stream.SubscribeAsync((signal, _) => arrived.Writer.WriteAsync(signal, CancellationToken.None).AsTask(), SignalToken.First).ConfigureAwait(false);
        try
        {
            var known = new SignalDeduplicator();
            await foreach (var signal in arrived.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                if (known.IsNew(signal.Source, signal.Id))
                {
                    yield return signal;
                }

                if (signal.Type is SignalTypes.ReviewSummarised or SignalTypes.ReviewCancelled)
                {
                    yield break;
                }
            }
        }
        finally
        {
            await subscription.UnsubscribeAsync().ConfigureAwait(false);
        }
    }
}
