using System.Text;
using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Storage.Tests;

/// <summary>A database of its own for each test, and short forms.</summary>
public abstract class JournalScene : IAsyncLifetime
{
    protected static readonly CancellationToken None = CancellationToken.None;

    private readonly List<IJournalStore> _open = [];

    protected static AggregateId Stream { get; } = new("t", "review", "one");

    /// <summary>A kind that may be compacted.</summary>
    protected static AggregateId Queue { get; } = new("t", "queue", "one");

    protected static DateTimeOffset Now { get; } = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(67);

    protected static JournalPolicy Policy { get; } = new(["queue"]);

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var journal in _open)
        {
            await journal.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the test's database, again each time it is called.</summary>
    protected async Task<IJournalStore> OpenAsync()
    {
        var journal = await OpenStoreAsync();
        _open.Add(journal);
        return journal;
    }

    protected abstract Task<IJournalStore> OpenStoreAsync();

    protected static ValueTask<AppendStatus> Append(IJournal journal, long expected, params string[] events) =>
        journal.AppendAsync(new StreamAppend(Stream, expected, [.. events.Select(Event)]), None);

    protected static EventData Event(string data) => new("test.happened/1", Encoding.UTF8.GetBytes(data), Now, "ann", "command");

    protected static string Text(EventData @event) => Encoding.UTF8.GetString(@event.Data.Span);
}
