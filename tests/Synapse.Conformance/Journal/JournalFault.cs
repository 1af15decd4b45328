namespace Synapse.Conformance.Journal;

/// <summary>What can go wrong with one call of a journal.</summary>
public enum JournalFault
{
    None,
    /// <summary>Others go first.</summary>
    Delayed,
    /// <summary>An exception; nothing was written.</summary>
    FailedBefore,
    /// <summary>The answer is lost on the way; nothing was written.</summary>
    UnheardUnwritten,
    /// <summary>The answer is lost on the way back; all was written.</summary>
    UnheardWritten,
    /// <summary>The answer is lost; all is written after the next look at the stream.</summary>
    UnheardLate,
}
