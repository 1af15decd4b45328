using FsCheck;
using FsCheck.Fluent;
using Synapse.Core.Kernel;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Tests.Kernel;

/// <summary>The laws on random histories. An aggregate inherits this and says what its commands look like and how it is written down.</summary>
public abstract class AggregateLaws<TAggregate, TState, TCommand, TEvent, TReply>
    where TAggregate : IAggregate<TState, TCommand, TEvent, TReply>
    where TReply : class
{
    private const int Histories = 200;
    private const int MaxCommands = 40;
    private const int MaxDelaySeconds = 120;

    public static TheoryData<Law> All => [.. Enum.GetValues<Law>()];

    protected abstract IEventCodec<TEvent> Events { get; }

    /// <summary>Null for an aggregate that has no snapshots.</summary>
    protected abstract IStateCodec<TState>? States { get; }

    /// <summary>Any command, likely or not, also one for another state than the one it meets.</summary>
    protected abstract Gen<TCommand> Commands { get; }

    [Theory]
    [MemberData(nameof(All))]
    public void A_law_holds(Law law) =>
        ForAllHistories(history => Laws<TAggregate, TState, TCommand, TEvent, TReply>.All[law](history, new LawCode<TState, TCommand, TEvent>(Events, States)));

    /// <summary>A law of an event that never happens says nothing.</summary>
    [Fact]
    public void The_histories_reach_every_event()
    {
        var reached = new HashSet<Type>();
        ForAllHistories(history => reached.UnionWith(history.Events.Select(e => e!.GetType())), Config.QuickThrowOnFailure.WithReplay(1, 3));
        var all = typeof(TEvent).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(TEvent)) && !t.IsAbstract);
        Assert.Empty(all.Where(t => !reached.Contains(t)).Select(t => t.Name));
    }

    /// <summary>Runs a check on random histories; the failing one is shrunk and printed with the seed that makes it again.</summary>
    private protected void ForAllHistories(Action<LawHistory<TState, TCommand, TEvent, TReply>> check, Config? config = null)
    {
        var step = from delay in Gen.Choose(0, MaxDelaySeconds) from command in Commands select (delay, command);
        Prop.ForAll(Arb.From(Gen.ListOf(step), Shrunk), steps => check(Laws<TAggregate, TState, TCommand, TEvent, TReply>.Run(steps)))
            .Check((config ?? Config.QuickThrowOnFailure).WithMaxTest(Histories).WithStartSize(1).WithEndSize(MaxCommands));
    }

    private static IEnumerable<List<(int Delay, TCommand Command)>> Shrunk(List<(int Delay, TCommand Command)> steps) =>
        Enumerable.Range(0, steps.Count).Select(i => steps.Where((_, k) => k != i).ToList());
}
