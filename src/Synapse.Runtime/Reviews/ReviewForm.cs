using Synapse.Core.Reviews;
using Synapse.Runtime.Engine;

namespace Synapse.Runtime.Reviews;

/// <summary>How reviews are stored.</summary>
public static class ReviewForm
{
    public static StoredForm<ReviewState, ReviewEvent> Current { get; } = new(() => new ReviewEventCodec(), () => new ReviewStateCodec(), new ReviewProjection());
}
