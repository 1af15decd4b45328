using Synapse.Core.Kernel;

namespace Synapse.Core.Agents.Registry;

/// <summary>Decides agent commands: pure, so that a replay decides the same again.</summary>
public static class AgentDecider
{
    public const int MaxTextLength = 256;

    public const int MaxDescriptionLength = 2_000;

    public const int MaxCapabilities = 256;

    public const int MaxSkills = 100;

    private const int DigestLength = 64;

    public static Decision<AgentEvent, AgentReply> Decide(AgentState state, AgentCommand command, Facts facts) => command switch
    {
        AgentCommand.Register c => Register(state, c.Profile, facts),
        _ when state.Status == AgentStatus.None => Refuse(RefusalCode.NotFound, "there is no agent of this id; register it first"),
        AgentCommand.SetStatus c => SetStatus(state, c, facts),
        AgentCommand.SetKey c => SetKey(state, c, facts),
        AgentCommand.Verify c => Verify(state, c),
        AgentCommand.Observe => Accept(state),
        _ => Refuse(RefusalCode.Invalid, "this command is not known to an agent"),
    };

    private static Decision<AgentEvent, AgentReply> Register(AgentState state, AgentProfile profile, Facts facts)
    {
        if (state.Releases.Any(r => r.Profile.Digest == profile.Digest))
        {
            return Accept(state);
        }

        if (Problem(profile) is { } problem)
        {
            return Refuse(RefusalCode.Invalid, problem);
        }

        return state.Status switch
        {
            AgentStatus.None => Accept(state, new AgentEvent.Registered(profile, facts.Now)),
            AgentStatus.Retired => Refuse(RefusalCode.WrongState, "this agent is retired for good; register another one under a new id"),
            _ when state.Releases[^1].Profile.Publisher != profile.Publisher =>
                Refuse(RefusalCode.Conflict, $"this agent is {state.Releases[^1].Profile.Publisher}'s; another publisher's agent has another id"),
            _ => Accept(state, new AgentEvent.VersionAdded(profile, facts.Now)),
        };
    }

    private static Decision<AgentEvent, AgentReply> SetStatus(AgentState state, AgentCommand.SetStatus command, Facts facts)
    {
        if (state.Commands.Contains(facts.CommandId) || state.Status == command.Status)
        {
            return Accept(state);
        }

        if (command.Reason.Length > MaxDescriptionLength || (command.Status == AgentStatus.Suspended && string.IsNullOrWhiteSpace(command.Reason)))
        {
            return Refuse(RefusalCode.Invalid, $"say why in 1 to {MaxDescriptionLength} characters: whoever finds the agent suspended wants to know");
        }

        return MayFollow(state.Status, command.Status)
            ? Accept(state, new AgentEvent.StatusChanged(command.Status, command.Reason, facts.CommandId, facts.Now))
            : Refuse(RefusalCode.WrongState, $"an agent that is {Name(state.Status)} cannot become {Name(command.Status)}");
    }

    private static Decision<AgentEvent, AgentReply> SetKey(AgentState state, AgentCommand.SetKey command, Facts facts) =>
        state.Commands.Contains(facts.CommandId) || state.KeyHash == command.KeyHash ? Accept(state)
        : command.KeyHash.Length == DigestLength && command.KeyHash.All(char.IsAsciiHexDigitLower) ? Accept(state, new AgentEvent.KeySet(command.KeyHash, facts.CommandId, facts.Now))
        : Refuse(RefusalCode.Invalid, "a key is given by its SHA-256, in 64 hexadecimal digits");

    private static Decision<AgentEvent, AgentReply> Verify(AgentState state, AgentCommand.Verify command) =>
        state.KeyHash.Length == 0 || state.KeyHash != command.KeyHash ? Refuse(RefusalCode.Denied, "this is not the agent's key; an operator sets a new one")
        : state.Status is AgentStatus.Active or AgentStatus.Draining ? Accept(state)
        : Refuse(RefusalCode.Denied, $"this agent is {Name(state.Status)}{(state.Reason.Length > 0 ? $": {state.Reason}" : "")}");

    private static bool MayFollow(AgentStatus from, AgentStatus to) => to switch
    {
        AgentStatus.Active => from is AgentStatus.Registered or AgentStatus.Suspended or AgentStatus.Draining,
        AgentStatus.Suspended => from is AgentStatus.Registered or AgentStatus.Active or AgentStatus.Draining,
        AgentStatus.Draining => from is AgentStatus.Active,
        AgentStatus.Retired => from is not (AgentStatus.None or AgentStatus.Retired),
        _ => false,
    };

    private static string? Problem(AgentProfile profile)
    {
        string[] texts = [profile.Licence, profile.Domain, profile.Endpoint, .. profile.Frameworks, .. profile.Capabilities.Select(c => c.Language), .. profile.Skills.Select(s => s.Name)];
        return profile.Kind == AgentKind.Coordinator ? "a coordinator takes no work; register specialists and remote agents"
            : profile.Version.Length is 0 or > MaxTextLength || profile.Publisher.Length is 0 or > MaxTextLength ? $"version and publisher have 1 to {MaxTextLength} characters"
            : profile.Digest.Length != DigestLength || !profile.Digest.All(char.IsAsciiHexDigitLower) ? "the digest is a SHA-256 in 64 hexadecimal digits"
            : profile.Capabilities.Count is 0 or > MaxCapabilities ? $"an agent has 1 to {MaxCapabilities} capabilities"
            : profile.Skills.Count > MaxSkills || profile.Frameworks.Count > MaxSkills ? $"an agent has at most {MaxSkills} skills and as many frameworks"
            : texts.Any(t => t.Length > MaxTextLength) || profile.Description.Length > MaxDescriptionLength || profile.Skills.Any(s => s.Description.Length > MaxDescriptionLength)
                ? $"names have at most {MaxTextLength} characters and descriptions {MaxDescriptionLength}"
            : profile.MaxLines < 0 ? "maxLines is negative; 0 stands for any size"
            : null;
    }

    private static string Name(AgentStatus status) => status.ToString().ToLowerInvariant();

    private static Decision<AgentEvent, AgentReply> Accept(AgentState state, params ReadOnlySpan<AgentEvent> events)
    {
        foreach (var @event in events)
        {
            state = AgentState.Evolve(state, @event);
        }

        return Decision.Accept(new AgentReply(state.Status, state.Reason, state.Releases[^1].Profile, state.Releases.Count), events);
    }

    private static Decision<AgentEvent, AgentReply> Refuse(RefusalCode code, string message) => Decision.Refuse<AgentEvent, AgentReply>(code, message);
}
