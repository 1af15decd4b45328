using Synapse.Core.Agents;

namespace Synapse.Core.Reputation;

public abstract record ReputationCommand
{
    /// <summary>Brings evidence. Within a period, a rater's later judgement of a subject takes the place of the earlier one.</summary>
    public sealed record Judge(Judgement Judgement) : ReputationCommand;

    /// <summary>Says how long a piece of work took and what it cost. Kept beside the score.</summary>
    public sealed record RecordService(string Version, long ResponseMilliseconds, long CostMicroCredits, DateTimeOffset At) : ReputationCommand;

    /// <summary>Kept beside the score.</summary>
    public sealed record Rate(Rating Rating) : ReputationCommand;

    public sealed record SetOwner(string Owner) : ReputationCommand;

    /// <summary>Changes nothing; the reply says where every version and skill stands.</summary>
    public sealed record Observe : ReputationCommand;

    /// <summary>Changes nothing; the reply lists the evidence behind one score. A version that is not known yet is one that starts now.</summary>
    public sealed record Explain(string Version, Capability Skill) : ReputationCommand;
}
