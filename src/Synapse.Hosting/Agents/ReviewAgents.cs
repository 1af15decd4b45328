using Synapse.Analysis.Rules;
using Synapse.Core.Agents;
using Synapse.Runtime.Agents;

namespace Synapse.Hosting.Agents;

/// <summary>The agents that a configuration names for reviews, with the rules they read by.</summary>
public sealed class ReviewAgents
{
    /// <param name="configuration">Checked: its coordinator is among its agents.</param>
    public ReviewAgents(SiloConfiguration configuration, RulePacks packs)
    {
        (Configuration, Packs) = (configuration, packs);
        Coordinator = configuration.Agents.Find(configuration.Review.CoordinatorId)!;
        Specialists =
        [
            .. Coordinator.Specialists.Select(configuration.Agents.Find).OfType<AgentSpec>()
                .Where(s => s.IsDeterministic).Select(s => SpecialistVersion.Of(s, packs)),
        ];
    }

    public SiloConfiguration Configuration { get; }

    public RulePacks Packs { get; }

    public AgentSpec Coordinator { get; }

    /// <summary>Those that can run here, each with the version that reviews record.</summary>
    public IReadOnlyList<AgentSpec> Specialists { get; }
}
