using Orleans;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;
using Synapse.Contracts.Signals;
using Synapse.Core.Signals;

namespace Synapse.Cluster.Tests.Signals;

/// <summary>Hears of every review of its tenant that is cancelled, without having subscribed; it remembers no place.</summary>
[ImplicitStreamSubscription(SignalTypes.ReviewCancelled)]
internal sealed class CancelledReviewsGrain(HeardByGrains heard) : Grain, IGrainWithStringKey, IStreamSubscriptionObserver
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<SignalMessage>().ResumeAsync(heard.Of(this.GetPrimaryKeyString()));
}
