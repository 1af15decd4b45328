using Synapse.Core.Reviews;
using Synapse.Runtime.Engine;

namespace Synapse.Runtime.Reviews;

/// <summary>How reviews are stored.</summary>
public static class ReviewForm
{
    public static StoredForm<ReviewState, ReviewEvent> Current { get; } = new(new ReviewEventCodec(), new ReviewStateCodec(), new ReviewProjection());

    /// <summary>Makes reviews known to an engine.</summary>
    public static EmbeddedEngine HostReviews(this EmbeddedEngine engine) =>
        engine.Host<ReviewAggregate, ReviewState, ReviewCommand, ReviewEvent, ReviewReply>(Current.Events, Current.States, Current.Projection);
}
