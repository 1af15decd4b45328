using FsCheck;
using FsCheck.Fluent;
using Synapse.Core.Agents;
using Synapse.Core.Agents.Registry;
using Synapse.Core.Findings;
using Synapse.Runtime.Agents;
using Synapse.Runtime.Json;
using Synapse.Runtime.Tests.Kernel;

namespace Synapse.Runtime.Tests.Agents;

public sealed class AgentLawsTests : AggregateLaws<AgentAggregate, AgentState, AgentCommand, AgentEvent, AgentReply>
{
    protected override IEventCodec<AgentEvent> Events { get; } = new AgentEventCodec();

    protected override IStateCodec<AgentState>? States { get; } = new AgentStateCodec();

    protected override Gen<AgentCommand> Commands => Gen.Frequency(
        (4, from digest in Gen.Elements('a', 'b', 'c', 'X') from publisher in Gen.Elements("acme", "acme", "other") select (AgentCommand)new AgentCommand.Register(Profile("1.0.0", digest) with { Publisher = publisher })),
        (5, from status in Gen.Elements(Enum.GetValues<AgentStatus>().Append(AgentStatus.Active).Append(AgentStatus.Suspended)) from reason in Gen.Elements("", "because") select (AgentCommand)new AgentCommand.SetStatus(status, reason)),
        (1, Gen.Elements("", new string('d', 64), new string('e', 64)).Select(k => (AgentCommand)new AgentCommand.SetKey(k))),
        (1, Gen.Elements(new string('d', 64), new string('e', 64)).Select(k => (AgentCommand)new AgentCommand.Verify(k))),
        (1, Gen.Constant((AgentCommand)new AgentCommand.Observe())));

    public static AgentProfile Profile(string version, char digest) => new(
        AgentKind.Remote, version, new string(digest, 64), AgentTier.Deep, "finds \"flaws\"", [new Capability(Category.Security, "csharp")], ["aspnetcore"], 5_000,
        "acme", "MIT", "payments", "https://acme.example/agent", [new AgentSkill("flows", "follows data", new string('f', 64))]);

    [Fact]
    public void What_is_retired_stays_so() => ForAllHistories(history => Assert.All(history.Steps.Where(s => s.Before.Status == AgentStatus.Retired), step => Assert.Equal(AgentStatus.Retired, step.After.Status)));

    [Fact]
    public void An_agent_belongs_to_one_publisher() => ForAllHistories(history => Assert.True(history.End.Releases.Select(r => r.Profile.Publisher).Distinct().Count() <= 1));
}
