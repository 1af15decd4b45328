using Synapse.Core.Kernel;
using Synapse.Core.Queues;
using Synapse.Runtime.Journal;
using Synapse.Simulation.Checks;
using Synapse.Simulation.Kernel;
using Synapse.Storage;

namespace Synapse.Simulation.World;

/// <summary>Nodes, a journal they share, a network, clients and specialists: everything one run is made of.</summary>
internal sealed class SimWorld
{
    private readonly SimNode[] _nodes;
    private readonly HashSet<string> _poisoned = [];

    public SimWorld(Scenario scenario, Violations violations, TextWriter? output)
    {
        Scenario = scenario;
        Random = new SimRandom(scenario.Seed ^ 0x5EED);
        Loop = new SimLoop(Random);
        Trace = new Trace(Loop, output);
        Faults = new FaultPlan(Random, scenario.Faults);
        Model = new JournalModel(Journal, violations, Loop, Trace);
        Outside = new NodeTasks(Loop);
        Network = new SimNetwork(this);
        Clients = new SimClients(this, violations);
        _nodes = [.. Enumerable.Range(0, scenario.Nodes).Select(i => new SimNode(i, this))];
    }

    public Scenario Scenario { get; }

    public SimRandom Random { get; }

    public SimLoop Loop { get; }

    public Trace Trace { get; }

    public FaultPlan Faults { get; }

    public MemoryJournal Journal { get; } = new(new JournalPolicy([QueueAggregate.Kind]));

    public JournalModel Model { get; }

    /// <summary>Where clients and remote specialists run; it never crashes.</summary>
    public NodeTasks Outside { get; }

    public SimNetwork Network { get; }

    public SimClients Clients { get; }

    public IReadOnlyList<SimNode> Nodes => _nodes;

    public void Start()
    {
        foreach (var node in _nodes)
        {
            node.Start();
        }

        Clients.Start();
    }

    /// <summary>Where a command goes: to the aggregate's own node, or to any.</summary>
    public SimNode NodeFor(AggregateId id) => Faults.IsActive && Faults.Has(Fault.TwoActivations) && Faults.Count(Fault.TwoActivations)
        ? Random.Pick(_nodes)
        : _nodes[(id.Id[^1] + id.Id.Length) % _nodes.Length];

    /// <summary>Crashes a node and has it come back after a while.</summary>
    public void CrashOne()
    {
        var node = Random.Pick(_nodes);
        if (node.IsUp && Faults.IsHit(Fault.NodeCrash))
        {
            node.Crash();
            Loop.Schedule(Random.Milliseconds(50, 4_000), () =>
            {
                if (!node.IsUp)
                {
                    node.Start();
                }
            });
        }
    }

    public void JumpClock()
    {
        var node = Random.Pick(_nodes);
        if (node.IsUp && Faults.IsHit(Fault.ClockJump))
        {
            var by = Random.Milliseconds(-20_000, 20_000);
            Trace.Write($"the clock of {node.Name} jumps by {by.TotalMilliseconds:0} ms");
            node.JumpClock(by);
        }
    }

    /// <summary>Whether a signal cannot be published at present. Some stay so until everything is mended.</summary>
    public bool IsPoisoned(string effectId)
    {
        if (!Faults.IsActive)
        {
            return false;
        }

        if (Faults.IsHit(Fault.SignalFails) && Random.Chance(30))
        {
            _poisoned.Add(effectId);
        }

        return _poisoned.Contains(effectId) || Faults.IsHit(Fault.SignalFails);
    }

    /// <summary>Nothing new goes wrong from here on: every node is up, with a good clock.</summary>
    public void Mend()
    {
        Trace.Write("everything is mended");
        Faults.IsActive = false;
        foreach (var node in _nodes)
        {
            if (node.IsUp)
            {
                node.MendClock();
            }
            else
            {
                node.Start();
            }
        }
    }

    /// <summary>What has not drained; null when everything has.</summary>
    public string? Left()
    {
        if (Clients.Running > 0)
        {
            return $"{Clients.Running} clients wait";
        }

        var open = Model.Streams.Where(id => Model.Review(id).Status == Core.Reviews.ReviewStatus.Running).ToList();
        var behind = Journal.ReadBehindAsync(null, 100, CancellationToken.None).Result;
        var timers = Journal.ReadDueTimersAsync(DateTimeOffset.MaxValue, 100, CancellationToken.None).Result;
        var letters = Journal.ReadDeadLettersAsync(null, null, 100, CancellationToken.None).Result;
        return open.Count > 0 ? $"not ended: {string.Join(", ", open)}"
            : behind.Count > 0 ? $"effects have not run: {string.Join(", ", behind)}"
            : timers.Count > 0 ? $"timers are left: {string.Join(", ", timers)}"
            : letters.Count > 0 ? $"dead letters are left: {string.Join(", ", letters)}"
            : null;
    }
}
