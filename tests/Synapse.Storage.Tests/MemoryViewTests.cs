using Synapse.Conformance.Journal;
using Synapse.Runtime;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;

namespace Synapse.Storage.Tests;

public sealed class MemoryViewTests : ViewConformance
{
    private readonly MemoryJournal _journal = new(Policy);

    [Fact]
    public async Task A_rebuild_does_not_wait_for_ever_for_a_stream_that_never_rests()
    {
        using var scene = new ReviewScene(_journal);
        await scene.RequestAsync(ReviewScene.Id("r"));
        await _journal.AppendAsync(new StreamAppend(ReviewScene.Id("r"), (await _journal.LoadAsync(ReviewScene.Id("r"), default)).Version, []) { Rows = [], ReplacesRows = true }, default);
        await using var restless = new RestlessStore(_journal);
        var result = await new ViewRebuild(restless).HostAll().RunAsync(default);
        Assert.Contains("t/review/r", Assert.Single(result.Failures), StringComparison.Ordinal);
    }

    protected override Task<IJournalStore> OpenStoreAsync() => Task.FromResult<IJournalStore>(_journal);

    /// <summary>Somebody else is always first.</summary>
    private sealed class RestlessStore(IJournalStore inner) : PassingStore(inner)
    {
        public override ValueTask<AppendStatus> AppendAsync(StreamAppend append, CancellationToken cancellationToken) => ValueTask.FromResult(AppendStatus.Conflict);
    }
}
