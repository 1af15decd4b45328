using System.Collections.Frozen;
using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Agents.Breakers;
using Synapse.Core.Agents.Registry;
using Synapse.Core.Kernel;
using Synapse.Core.Marketplace;
using Synapse.Core.Reputation;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;

namespace Synapse.Hosting.Marketplace;

/// <summary>What is known of a tenant's agents beyond their listings: reputation, circuit breaker, stage of life. Read anew when it is older than a while.</summary>
/// <param name="own">Agents that ship with this host: they need no evidence before they may read what is risky.</param>
internal sealed class StandingBook(string tenant, IEngine engine, IJournalStore journal, IReadOnlyCollection<string> own, TimeProvider time) : IDisposable
{
    private const string Actor = "market";
    private const int Width = 64;

    /// <summary>How long what was read counts as fresh.</summary>
    private static readonly TimeSpan Staleness = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private FrozenDictionary<string, Standing> _standings = FrozenDictionary<string, Standing>.Empty;
    private DateTimeOffset _readAt;

    public async Task<IReadOnlyDictionary<string, Standing>> ReadAsync(int priorQualityBasisPoints, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            if (now - _readAt < Staleness)
            {
                return _standings;
            }

            var ids = new SortedSet<string>(own, StringComparer.Ordinal);
            foreach (var kind in (string[])[ReputationAggregate.Kind, BreakerAggregate.Kind, AgentAggregate.Kind])
            {
                await foreach (var stream in journal.StreamsAsync(kind, tenant, cancellationToken))
                {
                    ids.Add(stream.Id);
                }
            }

            var standings = new Dictionary<string, Standing>(StringComparer.Ordinal);
            foreach (var few in ids.Chunk(Width))
            {
                foreach (var (id, standing) in few.Zip(await Task.WhenAll(few.Select(id => StandingOfAsync(id, priorQualityBasisPoints, now)))))
                {
                    standings[id] = standing;
                }
            }

            (_standings, _readAt) = (standings.ToFrozenDictionary(StringComparer.Ordinal), now);
            return _standings;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>The next reading looks again.</summary>
    public void Expire() => _readAt = default;

    public void Dispose() => _reading.Dispose();

    private async Task<Standing> StandingOfAsync(string agent, int prior, DateTimeOffset now)
    {
        var reputation = await AskAsync<ReputationCommand, ReputationReply>(ReputationAggregate.Kind, agent, new ReputationCommand.Observe());
        var breaker = (await AskAsync<BreakerCommand, BreakerReply>(BreakerAggregate.Kind, agent, new BreakerCommand.Observe()))?.State;
        var life = await AskAsync<AgentCommand, AgentReply>(AgentAggregate.Kind, agent, new AgentCommand.Observe());
        var skills = reputation?.Versions.Count > 0 ? reputation.Versions[^1].Skills : [];
        return new Standing(
            skills.Select(s => StandingOf(s, prior)).ToValueList(),
            !own.Contains(agent) && !skills.Any(s => s.MayTakeHighSeverity),
            (life?.Status ?? AgentStatus.Active) == AgentStatus.Active && breaker?.Versions.Any(v => v.Mode == BreakerMode.Open && v.RetryAt > now) != true,
            TimeSpan.Zero);
    }

    private async Task<TReply?> AskAsync<TCommand, TReply>(string kind, string agent, TCommand question)
        where TReply : class => (await engine.SendAsync<TCommand, TReply>(new AggregateId(tenant, kind, agent), question, Actor, "observe")).Reply;

    /// <summary>Never below that of somebody unknown: who is bad would come back under a new name.</summary>
    private static CapabilityStanding StandingOf(SkillStanding skill, int prior) =>
        new(skill.Skill, Math.Max(prior, skill.Score.BasisPoints), (int)Math.Min(int.MaxValue, skill.Score.Evidence.Total / Tally.One));
}
