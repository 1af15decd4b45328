namespace Synapse.Runtime.Journal;

public enum AppendStatus
{
    Appended,
    /// <summary>The stream is not at the expected version, or a fired timer is no longer set; nothing was written.</summary>
    Conflict,
    /// <summary>A body that the append refers to is not stored (any more); nothing was written. Put it and append again.</summary>
    MissingBody,
    /// <summary>
    /// The commit was sent and its outcome was not heard: all is written or nothing is, now or a little later. Read the stream and compare;
    /// appending the same again is safe, because the expected version lets only one of the two in.
    /// </summary>
    Unknown,
}
