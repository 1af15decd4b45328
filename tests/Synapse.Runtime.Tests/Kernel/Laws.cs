using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Tests.Kernel;

/// <summary>The laws of the core, each as a check of one history that fails where the law is broken.</summary>
internal static class Laws<TAggregate, TState, TCommand, TEvent, TReply>
    where TAggregate : IAggregate<TState, TCommand, TEvent, TReply>
    where TReply : class
{
    public delegate void Check(LawHistory<TState, TCommand, TEvent, TReply> history, LawCode<TState, TCommand, TEvent> code);

    private static readonly AggregateId Id = new("tenant", TAggregate.Kind, "a1");

    public static IReadOnlyDictionary<Law, Check> All { get; } = new Dictionary<Law, Check>
    {
        [Law.DecidingIsPure] = DecidingIsPure,
        [Law.ARefusalHasNoEvents] = ARefusalHasNoEvents,
        [Law.AQuestionHasNoEvents] = AQuestionHasNoEvents,
        [Law.TheSameCommandTwiceChangesNothing] = TheSameCommandTwiceChangesNothing,
        [Law.ARetryAtAnyLaterTimeChangesNothing] = ARetryAtAnyLaterTimeChangesNothing,
        [Law.AnyEventFoldsIntoAnyState] = AnyEventFoldsIntoAnyState,
        [Law.ReplayFromAnyPrefixGivesTheSameState] = ReplayFromAnyPrefixGivesTheSameState,
        [Law.EffectsAreTheSameEachTime] = EffectsAreTheSameEachTime,
        [Law.SignalsFollowFromTheEventAlone] = SignalsFollowFromTheEventAlone,
        [Law.EveryTimerHasACommand] = EveryTimerHasACommand,
        [Law.EventsComeBackFromTheJournal] = EventsComeBackFromTheJournal,
        [Law.ASnapshotDecidesAsItsState] = ASnapshotDecidesAsItsState,
    };

    /// <summary>Runs commands, each so many seconds after the one before.</summary>
    public static LawHistory<TState, TCommand, TEvent, TReply> Run(IEnumerable<(int Delay, TCommand Command)> commands)
    {
        var (state, now) = (TAggregate.Empty, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        var steps = new List<LawStep<TState, TCommand, TEvent, TReply>>();
        foreach (var (delay, command) in commands)
        {
            now = now.AddSeconds(delay);
            var facts = new Facts(now, "tester", $"command-{steps.Count}");
            var decision = TAggregate.Decide(state, command, facts);
            var after = Fold(state, decision.Events);
            steps.Add(new LawStep<TState, TCommand, TEvent, TReply>(state, command, facts, decision, after));
            state = after;
        }

        return new LawHistory<TState, TCommand, TEvent, TReply>(steps, state);
    }

    private static void DecidingIsPure(LawHistory<TState, TCommand, TEvent, TReply> history, LawCode<TState, TCommand, TEvent> code)
    {
        var folded = TAggregate.Empty;
        foreach (var step in history.Steps)
        {
            Assert.Equal(step.Decision, TAggregate.Decide(step.Before, step.Command, step.Facts));

            // A state that deciding had changed would no longer be what its events make of it.
            Assert.Equal(folded, step.Before);
            folded = Fold(folded, step.Decision.Events);
        }
    }

    private static void ARefusalHasNoEvents(LawHistory<TState, TCommand, TEvent, TReply> history, LawCode<TState, TCommand, TEvent> code) => Assert.All(history.Steps, step =>
    {
        Assert.True(step.Decision.Reply is null == step.Decision.Refusal is not null, "exactly one of reply and refusal is set");
        Assert.True(step.Decision.Refusal is null || step.Decision.Events.Count == 0, "a refusal has events");
    });

    private static void AQuestionHasNoEvents(LawHistory<TState, TCommand, TEvent, TReply> history, LawCode<TState, TCommand, TEvent> code) =>
        Assert.All(history.Steps.Where(s => TAggregate.IsQuestion(s.Command)), step => Assert.Empty(step.Decision.Events));

    private static void TheSameCommandTwiceChangesNothing(LawHistory<TState, TCommand, TEvent, TReply> history, LawCode<TState, TCommand, TEvent> code) =>
        Assert.All(history.Steps, step =>
        {
            var again = TAggregate.Decide(step.After, step.Command, step.Facts);
            Assert.Empty(again.Events);
            Assert.Equal((step.Decision.Reply, step.Decision.Refusal), (again.Reply, again.Refusal));
        });

    /// <summary>A timer's command says that an instant has come: the same instant may come twice, and a later one is another command.</summary>
    private static void ARetryAtAnyLaterTimeChangesNothing(LawHistory<TState, TCommand, TEvent, TReply> history, LawCode<TState, TCommand, TEvent> code)
    {
        var timers = TimersOf(history).Select(t => TAggregate.OnTimer(t.Name)).ToHashSet();
        var later = history.Steps.Count == 0 ? default : history.Steps[^1].Facts.Now.AddDays(1);
        Assert.All(history.Steps.Where(s => s.Decision.Events.Count > 0), step =>
            Assert.Empty(TAggregate.Decide(history.End, step.Command, timers.Contains(step.Command) ? step.Facts : step.Facts with { Now = later }).Events));
    }

    private static void AnyEventFoldsIntoAnyState(LawHistory<TState, TCommand, TEvent, TReply> history, LawCode<TState, TCommand, TEvent> code)
    {
        foreach (var @event in history.Events)
        {
            foreach (var state in history.Steps.Select(s => s.After).Prepend(TAggregate.Empty))
            {
                foreach (var effect in TAggregate.React(Id, TAggregate.Evolve(state, @event), @event).Concat(TAggregate.React(Id, state, @event)))
                {
                    Assert.Equal(TAggregate.IsWanted(state, effect), TAggregate.IsWanted(state, effect));
                }
            }
        }
    }

    private static void ReplayFromAnyPrefixGivesTheSameState(LawHistory<TState, TCommand, TEvent, TReply> history, LawCode<TState, TCommand, TEvent> code)
    {
        var events = history.Events.ToList();
        Assert.Equal(history.End, Fold(TAggregate.Empty, events));
        var taken = 0;
        foreach (var step in history.Steps)
        {
            taken += step.Decision.Events.Count;
            Assert.Equal(history.End, Fold(step.After, events.Skip(taken)));
        }
    }

    private static void EffectsAreTheSameEachTime(LawHistory<TState, TCommand, TEvent, TReply> history, LawCode<TState, TCommand, TEvent> code)
    {
        var state = TAggregate.Empty;
        foreach (var @event in history.Events)
        {
            state = TAggregate.Evolve(state, @event);
            Assert.Equal(TAggregate.React(Id, state, @event), TAggregate.React(Id, state, @event));
        }
    }

    private static void SignalsFollowFromTheEventAlone(LawHistory<TState, TCommand, TEvent, TReply> history, LawCode<TState, TCommand, TEvent> code)
    {
        var state = TAggregate.Empty;
        foreach (var @event in history.Events)
        {
            state = TAggregate.Evolve(state, @event);
            Assert.Equal(SignalsOf(TAggregate.Empty, @event), SignalsOf(state, @event));
        }
    }

    private static IEnumerable<(int Index, Effect Effect)> SignalsOf(TState state, TEvent @event) =>
        TAggregate.React(Id, state, @event).Index().Where(e => e.Item is PublishSignal);

    private static void EveryTimerHasACommand(LawHistory<TState, TCommand, TEvent, TReply> history, LawCode<TState, TCommand, TEvent> code)
    {
        foreach (var timer in TimersOf(history))
        {
            Assert.Equal(TAggregate.OnTimer(timer.Name), TAggregate.OnTimer(timer.Name));
            _ = TAggregate.Decide(history.End, TAggregate.OnTimer(timer.Name), history.Steps[^1].Facts with { Now = timer.At });
        }
    }

    private static IEnumerable<SetTimer> TimersOf(LawHistory<TState, TCommand, TEvent, TReply> history)
    {
        var state = TAggregate.Empty;
        foreach (var @event in history.Events)
        {
            state = TAggregate.Evolve(state, @event);
            foreach (var timer in TAggregate.React(Id, state, @event).OfType<SetTimer>())
            {
                yield return timer;
            }
        }
    }

    private static void EventsComeBackFromTheJournal(LawHistory<TState, TCommand, TEvent, TReply> history, LawCode<TState, TCommand, TEvent> code) =>
        Assert.All(history.Events, @event =>
        {
            var (type, data) = code.Events.Encode(@event);
            Assert.Matches("^[a-z_]+\\.[a-z_]+/[1-9][0-9]*$", type);
            var back = code.Events.Decode(type, data);
            Assert.Equal(@event, back);

            // Appends are compared byte by byte after a commit that was not heard of.
            Assert.True(new EventData(type, data, default, "", "").IsSameAs(new EventData(type, code.Events.Encode(back).Data, default, "", "")), $"{type} is written differently the second time");
        });

    private static void ASnapshotDecidesAsItsState(LawHistory<TState, TCommand, TEvent, TReply> history, LawCode<TState, TCommand, TEvent> code)
    {
        if (code.States is not { } codec)
        {
            return;
        }

        for (var i = 0; i < history.Steps.Count; i++)
        {
            Assert.True(codec.TryDecode(codec.Encode(history.Steps[i].Before), out var state), "a snapshot cannot be read");
            Assert.Equal(history.Steps[i].Before, state);
            foreach (var later in history.Steps.Skip(i))
            {
                Assert.Equal(later.Decision, TAggregate.Decide(state!, later.Command, later.Facts));
                state = Fold(state!, later.Decision.Events);
            }
        }
    }

    private static TState Fold(TState state, IEnumerable<TEvent> events) => events.Aggregate(state, TAggregate.Evolve);
}
