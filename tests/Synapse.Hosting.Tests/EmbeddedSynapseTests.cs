using Microsoft.Extensions.Logging.Abstractions;
using Synapse.Conformance.Applications;
using Synapse.Contracts;
using Synapse.Contracts.Reviews;

namespace Synapse.Hosting.Tests;

/// <summary>Synapse in this process, on a SQLite file.</summary>
public sealed class EmbeddedSynapseTests : SynapseConformance
{
    private readonly string _folder = Directory.CreateTempSubdirectory("synapse-embedded-").FullName;
    private EmbeddedSynapse? _synapse;

    [Fact]
    public async Task A_new_start_finds_what_the_last_one_left()
    {
        var diff = "--- a/x.py\n+++ b/x.py\n@@ -0,0 +1,2 @@\n+import os\n+os.system(input())\n";
        await _synapse!.SubmitAsync(new ReviewSubmission("left", diff));
        await _synapse.DisposeAsync();
        _synapse = (EmbeddedSynapse)await StartAsync();
        await foreach (var _ in _synapse.FollowAsync("left", TestContext.Current.CancellationToken))
        {
        }

        Assert.Equal("complete", (await _synapse.FindAsync("left")).Required().Status);
    }

    public override async ValueTask DisposeAsync()
    {
        await _synapse!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        await base.DisposeAsync();
    }

    protected override async Task<ISynapse> StartAsync() => _synapse = await EmbeddedSynapse.StartAsync(
        new EmbeddedOptions("acme", "tests") { File = Path.Combine(_folder, "journal.db") }, TimeProvider.System, NullLoggerFactory.Instance);
}
