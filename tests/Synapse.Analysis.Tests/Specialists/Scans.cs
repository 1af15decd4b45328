using System.Text;
using Synapse.Analysis.Changes;
using Synapse.Analysis.Rules;
using Synapse.Analysis.Specialists;
using Synapse.Analysis.Suppressions;
using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Reviews;

namespace Synapse.Analysis.Tests.Specialists;

/// <summary>Scans small changes with the embedded packs.</summary>
internal static class Scans
{
    public static AgentSpec Specialist(string id, params string[] packs) => new(
        id, AgentKind.Specialist, "1", AgentTier.Fast, [], [], [], [], ClassificationPolicy.Default, NegotiationPolicy.HighestSeverity,
        DeadlinePolicy.Deterministic, DeadlinePolicy.Review, null, packs.Select(p => new CheckSpec(p, [], [], [])).ToValueList(), Price.Free, []);

    public static async Task<IReadOnlyList<Finding>> FindingsOf(string path, string code, RepositoryPolicy? policy = null)
    {
        var change = Change.Empty with { Files = [new ChangedFile(path, path, FileStatus.Whole, [])], NewTexts = new Texts(path, code) };
        return (await Report(change, Specialist("all", "security", "secrets", "performance", "maintainability"), policy)).Findings;
    }

    public static Change Diff(string diff)
    {
        var result = UnifiedDiffParser.Parse(Encoding.UTF8.GetBytes(diff), ChangeLimits.Default);
        return result.Change ?? throw new ArgumentException(result.Refusal!.Message);
    }

    public static async Task<SpecialistReport> Report(Change change, AgentSpec specialist, RepositoryPolicy? policy = null, RulePacks? packs = null)
    {
        var scan = new ChangeScan(new ScanRequest(change, [specialist], packs ?? RulePacks.Embedded, policy ?? RepositoryPolicy.Empty, []));
        var answer = await scan.RunAsync(specialist.Id);
        return answer.Report ?? throw new InvalidOperationException(answer.Failure);
    }

    internal sealed class Texts(string path, string text) : IFileTexts
    {
        public string? Read(string wanted) => wanted == path ? text : null;
    }
}
