using Synapse.Conformance.Journal;
using Synapse.Runtime.Journal;

namespace Synapse.Storage.Tests;

/// <summary>Whoever resolves what was not heard gets from a journal out of luck what every journal gives.</summary>
public sealed class FaultyJournalTests : JournalConformance
{
    private readonly MemoryJournal _memory = new(Policy);
    private int _opened;

    [Fact]
    public async Task Each_kind_of_fault_strikes_and_nothing_is_lost_or_written_twice()
    {
        const int Events = 300;
        var faulty = new FaultyJournal(_memory, 1, FaultyJournal.All);
        var journal = new ResolvingJournal(faulty);
        for (var i = 0; i < Events; i++)
        {
            Assert.Equal(AppendStatus.Appended, await Append(journal, i, $"{i}"));
        }

        Assert.All(FaultyJournal.All, f => Assert.True(faulty.Count(f) > 0, $"{f} never struck"));
        Assert.Equal(Enumerable.Range(0, Events).Select(i => $"{i}"), (await _memory.ReadAsync(Stream, 0, None)).Events.Select(e => Text(e.Event)));
    }

    [Fact]
    public async Task Sending_again_without_looking_takes_a_commit_for_a_conflict()
    {
        var faulty = new FaultyJournal(_memory, 1, JournalFault.UnheardWritten);
        var (status, version) = (AppendStatus.Appended, 0);
        for (; status == AppendStatus.Appended && version < 100; version++)
        {
            while ((status = await Append(faulty, version, $"{version}")) == AppendStatus.Unknown)
            {
            }
        }

        Assert.Equal(AppendStatus.Conflict, status);
    }

    protected override Task<IJournalStore> OpenStoreAsync() =>
        Task.FromResult<IJournalStore>(new ResolvingJournal(new FaultyJournal(_memory, ++_opened, FaultyJournal.All)));
}
