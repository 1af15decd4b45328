using Synapse.Core.Kernel;

namespace Synapse.Runtime.Tests.Kernel;

/// <summary>One command of a history and what became of it.</summary>
internal sealed record LawStep<TState, TCommand, TEvent, TReply>(TState Before, TCommand Command, Facts Facts, Decision<TEvent, TReply> Decision, TState After)
    where TReply : class;

/// <summary>Commands run one after another from nothing.</summary>
internal sealed record LawHistory<TState, TCommand, TEvent, TReply>(IReadOnlyList<LawStep<TState, TCommand, TEvent, TReply>> Steps, TState End)
    where TReply : class
{
    public IEnumerable<TEvent> Events => Steps.SelectMany(s => s.Decision.Events);
}
