using Synapse.Simulation.Kernel;

namespace Synapse.Simulation.World;

/// <summary>Which faults a run has, how often each strikes, and how often it did.</summary>
internal sealed class FaultPlan(SimRandom random, IReadOnlySet<Fault> enabled)
{
    private readonly Dictionary<Fault, int> _hits = [];

    /// <summary>Off in the second phase: nothing new goes wrong then.</summary>
    public bool IsActive { get; set; } = true;

    public IReadOnlyDictionary<Fault, int> Hits => _hits;

    public bool Has(Fault fault) => enabled.Contains(fault);

    /// <summary>Whether the fault strikes now. The first time it is likely, so that a short run has all of its faults.</summary>
    public bool IsHit(Fault fault) => IsActive && enabled.Contains(fault) && random.Chance(_hits.ContainsKey(fault) ? PercentOf(fault) : Math.Max(50, PercentOf(fault))) && Count(fault);

    public bool Count(Fault fault)
    {
        _hits[fault] = _hits.GetValueOrDefault(fault) + 1;
        return true;
    }

    public TimeSpan TimerDelay() => IsHit(Fault.TimersLate) ? random.Milliseconds(1, 3_000) : TimeSpan.Zero;

    /// <summary>What one journal operation takes, one way.</summary>
    public TimeSpan DiskDelay() => IsHit(Fault.SlowDisk) ? random.Milliseconds(50, 2_000) : random.Milliseconds(0, 3);

    private static int PercentOf(Fault fault) => fault switch
    {
        Fault.NodeCrash or Fault.ClockSkew or Fault.LittleMemory => 100,
        Fault.ClockJump => 50,
        Fault.MessageLost or Fault.MessageDoubled or Fault.MessageDelayed => 10,
        Fault.CommitRefused or Fault.CommitUnheard or Fault.CommitLost or Fault.CommitLate => 8,
        Fault.SlowDisk or Fault.ReadFails => 4,
        Fault.NoteLost => 15,
        Fault.SignalFails => 10,
        Fault.TimersLate or Fault.TimersDoubled => 15,
        _ => 20,
    };
}
