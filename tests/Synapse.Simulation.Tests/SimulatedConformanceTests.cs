using Synapse.Conformance.Engine;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Simulation.Kernel;

namespace Synapse.Simulation.Tests;

/// <summary>What is simulated does what every engine must do.</summary>
public sealed class SimulatedConformanceTests : EngineConformance
{
    /// <summary>One for all engines of a test: whoever is driven, the others run as well.</summary>
    private readonly SimLoop _loop = new(new SimRandom(1));

    protected override Task<EngineHost> StartAsync(IJournal journal, EngineLimits limits) => Task.FromResult<EngineHost>(new SimulatedHost(_loop, journal, limits));
}
