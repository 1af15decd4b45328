using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Synapse.Core.Kernel;
using Synapse.Core.Signals;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Tests.Kernel;

/// <summary>The laws on an aggregate that keeps them, and on one for each that breaks it; and that no aggregate goes without them.</summary>
public sealed class LawsTests
{
    private static readonly Dictionary<Law, Action<Law>> Broken = new()
    {
        [Law.DecidingIsPure] = Check<Restless>,
        [Law.ARefusalHasNoEvents] = Check<Contradictory>,
        [Law.AQuestionHasNoEvents] = Check<Nosy>,
        [Law.TheSameCommandTwiceChangesNothing] = Check<Forgetful>,
        [Law.ARetryAtAnyLaterTimeChangesNothing] = Check<ShortMemory>,
        [Law.AnyEventFoldsIntoAnyState] = Check<Partial>,
        [Law.ReplayFromAnyPrefixGivesTheSameState] = Check<Stateful>,
        [Law.EffectsAreTheSameEachTime] = Check<Erratic>,
        [Law.SignalsFollowFromTheEventAlone] = Check<Gossip>,
        [Law.EveryTimerHasACommand] = Check<Deaf>,
        [Law.EventsComeBackFromTheJournal] = Check<Careless>,
        [Law.ASnapshotDecidesAsItsState] = Check<Lossy>,
    };

    public static TheoryData<Law> All => [.. Enum.GetValues<Law>()];

    [Theory]
    [MemberData(nameof(All))]
    public void An_aggregate_that_keeps_the_laws_passes(Law law) => Check<Sound>(law);

    [Theory]
    [MemberData(nameof(All))]
    public void An_aggregate_that_breaks_a_law_is_found(Law law) => Assert.NotNull(Record.Exception(() => Broken[law](law)));

    [Fact]
    public void Every_aggregate_of_the_core_has_a_suite()
    {
        var suites = typeof(LawsTests).Assembly.GetTypes().Where(t => !t.IsAbstract).Select(LawfulAggregate).OfType<Type>().ToHashSet();
        var aggregates = typeof(AggregateId).Assembly.GetTypes().Where(IsAggregate).ToList();
        Assert.NotEmpty(aggregates);
        Assert.Empty(aggregates.Where(a => !suites.Contains(a)).Select(a => a.FullName));
        Assert.True(IsAggregate(typeof(Counter<Sound>)));
        Assert.Null(LawfulAggregate(typeof(LawsTests)));
    }

    private static bool IsAggregate(Type type) => type.IsClass && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IAggregate<,,,>));

    private static Type? LawfulAggregate(Type type) => type.BaseType is not { } parent ? null
        : parent.IsGenericType && parent.GetGenericTypeDefinition() == typeof(AggregateLaws<,,,,>) ? parent.GetGenericArguments()[0] : LawfulAggregate(parent);

    private static void Check<TFlaw>(Law law)
        where TFlaw : Flaw, new() => new CounterLaws<TFlaw>().A_law_holds(law);

    private sealed class CounterLaws<TFlaw> : AggregateLaws<Counter<TFlaw>, CounterState, CounterCommand, Counted, CounterReply>
        where TFlaw : Flaw, new()
    {
        protected override IEventCodec<Counted> Events { get; } = new CountedCodec(new TFlaw());

        protected override IStateCodec<CounterState> States { get; } = new CounterStateCodec(new TFlaw());

        protected override Gen<CounterCommand> Commands => Gen.Choose(-1, 5).Select(n => new CounterCommand(n));
    }

    /// <summary>Counts each number from 0 up once, and refuses others.</summary>
    private sealed class Counter<TFlaw> : IAggregate<CounterState, CounterCommand, Counted, CounterReply>
        where TFlaw : Flaw, new()
    {
        private static readonly TFlaw Flaw = new();

        public static string Kind => "counter";

        public static CounterState Empty => new(0, "");

        public static Decision<Counted, CounterReply> Decide(CounterState state, CounterCommand command, Facts facts) => Flaw.Decide(state, command);

        public static bool IsQuestion(CounterCommand command) => Flaw.IsQuestion(command);

        public static CounterState Evolve(CounterState state, Counted @event) => Flaw.Evolve(state, @event);

        public static IReadOnlyList<Effect> React(AggregateId id, CounterState state, Counted @event) =>
            [new PublishSignal(new Signal("counted", $"{id}", Flaw.Tell(state, @event))), new SetTimer(Flaw.Timer(@event), DateTimeOffset.UnixEpoch)];

        public static CounterCommand OnTimer(string name) => Flaw.OnTimer(name);
    }

    private sealed record CounterState(int Sum, string Seen);

    private sealed record CounterCommand(int Number);

    private sealed record Counted(int Number);

    private sealed record CounterReply(string Text);

    private sealed class CountedCodec(Flaw flaw) : IEventCodec<Counted>
    {
        public (string Type, ReadOnlyMemory<byte> Data) Encode(Counted @event) => ("counter.counted/1", Encoding.UTF8.GetBytes(flaw.Write(@event.Number)));

        public Counted Decode(string type, ReadOnlyMemory<byte> data) => new(int.Parse(data.Span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }

    private sealed class CounterStateCodec(Flaw flaw) : IStateCodec<CounterState>
    {
        public string Schema => "counter.state/1";

        public ReadOnlyMemory<byte> Encode(CounterState state) => Encoding.UTF8.GetBytes($"{state.Sum} {flaw.Keep(state.Seen)}");

        public bool TryDecode(ReadOnlyMemory<byte> data, [MaybeNullWhen(false)] out CounterState state)
        {
            var parts = Encoding.UTF8.GetString(data.Span).Split(' ');
            state = new CounterState(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]);
            return true;
        }
    }

    /// <summary>What may go wrong; this one does everything right.</summary>
    private abstract class Flaw
    {
        public virtual Decision<Counted, CounterReply> Decide(CounterState state, CounterCommand command) => command.Number < 0
            ? Decision.Refuse<Counted, CounterReply>(RefusalCode.Invalid, "negative")
            : state.Seen.Contains($"{command.Number}", StringComparison.Ordinal) ? Answer() : Answer(new Counted(command.Number));

        public virtual CounterState Evolve(CounterState state, Counted @event) => new(state.Sum + @event.Number, state.Seen + @event.Number);

        public virtual bool IsQuestion(CounterCommand command) => command.Number < 0;

        public virtual string Timer(Counted @event) => $"after {@event.Number}";

        public virtual string Tell(CounterState state, Counted @event) => $"{@event.Number}";

        public virtual CounterCommand OnTimer(string name) => new(0);

        public virtual string Write(int number) => $"{number}";

        public virtual string Keep(string seen) => seen;

        protected static Decision<Counted, CounterReply> Answer(params ReadOnlySpan<Counted> events) => Decision.Accept<Counted, CounterReply>(new CounterReply("counted"), events);
    }

    private sealed class Sound : Flaw;

    /// <summary>Counts its calls and lets the count into the reply.</summary>
    private sealed class Restless : Flaw
    {
        private int _calls;

        public override Decision<Counted, CounterReply> Decide(CounterState state, CounterCommand command) => new([], new CounterReply($"{_calls++}"), null);
    }

    private sealed class Contradictory : Flaw
    {
        public override Decision<Counted, CounterReply> Decide(CounterState state, CounterCommand command) => base.Decide(state, command) with { Events = [new Counted(1)] };
    }

    /// <summary>Takes what counts for a question.</summary>
    private sealed class Nosy : Flaw
    {
        public override bool IsQuestion(CounterCommand command) => true;
    }

    private sealed class Forgetful : Flaw
    {
        public override Decision<Counted, CounterReply> Decide(CounterState state, CounterCommand command) => Answer(new Counted(command.Number));
    }

    /// <summary>Recognises the last command only.</summary>
    private sealed class ShortMemory : Flaw
    {
        public override Decision<Counted, CounterReply> Decide(CounterState state, CounterCommand command) => base.Decide(state with { Seen = state.Seen.Length == 0 ? "" : state.Seen[^1..] }, command);
    }

    private sealed class Partial : Flaw
    {
        public override CounterState Evolve(CounterState state, Counted @event) =>
            state.Seen.Contains($"{@event.Number}", StringComparison.Ordinal) ? throw new InvalidOperationException("seen before") : base.Evolve(state, @event);
    }

    /// <summary>Tells what the event does not say.</summary>
    private sealed class Gossip : Flaw
    {
        public override string Tell(CounterState state, Counted @event) => $"{state.Sum}";
    }

    /// <summary>Keeps something beside the state.</summary>
    private sealed class Stateful : Flaw
    {
        private int _folds;

        public override CounterState Evolve(CounterState state, Counted @event) => base.Evolve(state, @event) with { Sum = _folds++ };
    }

    private sealed class Erratic : Flaw
    {
        private int _calls;

        public override string Timer(Counted @event) => $"{_calls++}";
    }

    private sealed class Deaf : Flaw
    {
        public override CounterCommand OnTimer(string name) => throw new NotSupportedException();
    }

    private sealed class Careless : Flaw
    {
        public override string Write(int number) => $"{Math.Min(number, 3)}";
    }

    private sealed class Lossy : Flaw
    {
        public override string Keep(string seen) => "";
    }
}
