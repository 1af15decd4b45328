using Synapse.Core.Kernel;

namespace Synapse.Runtime.Engine;

/// <summary>A reply, or a refusal: exactly one of the two is set.</summary>
public sealed record Answer<TReply>(TReply? Reply, Refusal? Refusal)
    where TReply : class;
