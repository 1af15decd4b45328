namespace Synapse.Simulation.World;

/// <summary>What may go wrong. A seed enables some of them.</summary>
internal enum Fault
{
    MessageLost,
    MessageDelayed,
    MessageDoubled,
    NodeCrash,
    /// <summary>Commands of one aggregate reach any node, so that it is active on several.</summary>
    TwoActivations,
    /// <summary>The journal is out of reach and has written nothing.</summary>
    CommitRefused,
    /// <summary>The commit was done and nobody heard of it.</summary>
    CommitUnheard,
    /// <summary>The commit was not done and nobody heard of it.</summary>
    CommitLost,
    /// <summary>Nobody heard of the commit, and it is done a little later.</summary>
    CommitLate,
    SlowDisk,
    /// <summary>A note that effects have run, or that a timer is gone, does not survive.</summary>
    NoteLost,
    ReadFails,
    ClockSkew,
    ClockJump,
    TimersLate,
    TimersDoubled,
    SignalFails,
    SpecialistHangs,
    SpecialistFails,
    SpecialistLate,
    SpecialistTwice,
    SpecialistGarbage,
    WorkFails,
    /// <summary>Work fails in a way that no other attempt would mend.</summary>
    WorkRefused,
    WorkThrottled,
    /// <summary>Work takes longer than its lease.</summary>
    WorkHangs,
    /// <summary>An idle aggregate leaves memory early, and a mailbox has little room.</summary>
    LittleMemory,
}
