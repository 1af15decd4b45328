namespace Synapse.Core.Kernel;

/// <summary>What a command or a question gets back: a reply, or a refusal. Exactly one of the two is there.</summary>
public sealed record Answer<TReply>(TReply? Reply, Refusal? Refusal)
    where TReply : class;
