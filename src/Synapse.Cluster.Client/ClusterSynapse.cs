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
internal sealed class ClusterSynapse(IClusterClient cluster, string tenant, string actor, TimeProvider time) : ISynapse
{
    /// <summary>How long a call is made again while silos or their database are out of reach: longer than a lost silo is waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    public Task<Outcome<ReviewTicket>> SubmitAsync(ReviewSubmission submission, CancellationToken cancellationToken) =>
        CallAsync(t => t.SubmitAsync(actor, submission, cancellationToken), cancellationToken);

    public Task<Outcome<ReviewTicket>> FindAsync(string reviewId, CancellationToken cancellationToken) => CallAsync(t => t.FindAsync(actor, reviewId, cancellationToken), cancellationToken);

    public async Task<Outcome<ReviewReport>> ReadReportAsync(string reviewId, CancellationToken cancellationToken)
    {
        var json = await CallAsync(t => t.ReadReportAsync(reviewId, cancellationToken), cancellationToken).ConfigureAwait(false);
        return new Outcome<ReviewReport>(json.Value is { } text ? ReviewReportReader.Read(text) : null, json.Problem);
    }

    public Task<Outcome<ReviewTicket>> CancelAsync(string reviewId, string reason, CancellationToken cancellationToken) =>
        CallAsync(t => t.CancelAsync(actor, reviewId, reason, cancellationToken), cancellationToken);

    public Task<Outcome<ReviewTicket>> AnswerAsync(string reviewId, FindingResponse response, CancellationToken cancellationToken) =>
        CallAsync(t => t.AnswerAsync(actor, reviewId, response, cancellationToken), cancellationToken);

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

    /// <summary>Every call is harmless twice, so one that a silo took with it is made again.</summary>
    private async Task<T> CallAsync<T>(Func<ITenantGrain, Task<T>> call, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                return await call(cluster.GetGrain<ITenantGrain>(tenant)).ConfigureAwait(false);
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested && time.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
