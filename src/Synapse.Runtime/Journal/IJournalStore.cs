namespace Synapse.Runtime.Journal;

/// <summary>An open journal with what is kept beside the events, as a host opens it. Disposing it waits for what is being committed.</summary>
public interface IJournalStore : IJournal, IAsyncDisposable
{
    IBodyStore Bodies { get; }

    IAuditTrail Audit { get; }
}
