using Microsoft.Extensions.Logging.Abstractions;
using Synapse.Conformance.Applications;
using Synapse.Contracts;
using Synapse.Contracts.Reviews;
using Synapse.Runtime.Agents;

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

    [Fact]
    public async Task An_analyser_of_the_configuration_reviews_too()
    {
        var configuration = SiloConfigurationReader.Read("silo.json", """
            { "version": 1, "agents": [
              { "id": "coordinator", "kind": "coordinator", "version": "1", "specialists": ["outside"] },
              { "id": "outside", "kind": "specialist", "version": "1", "capabilities": [{ "category": "correctness" }],
                "analyser": { "command": ["sh", "-c", "echo \"$1:2:1: error: quote it [Q1]\"", "sh", "{files}"], "format": "lines", "languages": ["shell"] } }] }
            """, _ => null).Configuration;
        await using var synapse = await EmbeddedSynapse.StartAsync(
            new EmbeddedOptions("acme", "tests") { File = Path.Combine(_folder, "analyser.db"), Configuration = configuration }, TimeProvider.System, NullLoggerFactory.Instance);
        await synapse.SubmitAsync(new ReviewSubmission("outside", "--- /dev/null\n+++ b/x.sh\n@@ -0,0 +1,2 @@\n+echo $1\n+rm -rf $2\n"));
        await foreach (var _ in synapse.FollowAsync("outside", TestContext.Current.CancellationToken))
        {
        }

        var report = (await synapse.ReadReportAsync("outside")).Required();
        Assert.Equal("complete", report.Status);
        Assert.Equal("outside.Q1", Assert.Single(report.Findings).RuleId);
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
