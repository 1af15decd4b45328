namespace Synapse.Runtime.Tests.Kernel;

/// <summary>What every aggregate must keep to.</summary>
public enum Law
{
    DecidingIsPure,
    ARefusalHasNoEvents,
    AQuestionHasNoEvents,
    TheSameCommandTwiceChangesNothing,
    ARetryAtAnyLaterTimeChangesNothing,
    AnyEventFoldsIntoAnyState,
    ReplayFromAnyPrefixGivesTheSameState,
    EffectsAreTheSameEachTime,
    SignalsFollowFromTheEventAlone,
    EveryTimerHasACommand,
    EventsComeBackFromTheJournal,
    ASnapshotDecidesAsItsState,
}
