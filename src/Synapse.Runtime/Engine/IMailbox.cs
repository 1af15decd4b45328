using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Engine;

/// <summary>A mailbox as the engine sees it, whatever the aggregate's types are.</summary>
internal interface IMailbox
{
    /// <summary>Puts the command of a fired timer in, however full the mailbox is; ends when it was answered.</summary>
    Task FireAsync(StreamTimer timer);

    /// <summary>Runs the effects that a crash kept from running; false when there is no such stream.</summary>
    Task<bool> RecoverAsync();

    /// <summary>Tries a dead letter's effect again.</summary>
    Task<bool> RetryAsync(DeadLetter letter);

    /// <summary>Whether nothing is running or waiting, and, where such are spared, nothing has been since the last time this was asked.</summary>
    bool IsIdle(bool spareUsed);
}
