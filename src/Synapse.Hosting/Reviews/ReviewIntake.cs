using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Synapse.Analysis.Changes;
using Synapse.Analysis.Suppressions;
using Synapse.Core;
using Synapse.Core.Reviews;
using Synapse.Hosting.Agents;
using Synapse.Runtime.Journal;

namespace Synapse.Hosting.Reviews;

/// <summary>Turns a change into the command that requests its review, and stores beside the journal what is to be read.</summary>
public sealed class ReviewIntake(ReviewAgents agents, IJournalStore journal, TimeProvider time)
{
    /// <summary>Stores what is reviewed; null when it is too large to be stored, and only the change is there then.</summary>
    public async Task<(Change Change, string? Digest)> KeepAsync(string tenant, Change change, RepositoryPolicy policy, CancellationToken cancellationToken)
    {
        var (whole, bytes) = ChangeArchive.Write(change, policy);
        return (whole, bytes is null ? null : (await journal.Bodies.PutAsync(tenant, bytes, time.GetUtcNow(), cancellationToken)).Hex);
    }

    /// <param name="digest">What <see cref="KeepAsync"/> gave, or null for a change that is not kept.</param>
    public ReviewCommand.Request CommandOf(Change change, string? digest, IReadOnlyList<string> labels, string intent, int riskBasisPoints, IReadOnlyList<string> hotFunctions)
    {
        var request = new ReviewRequest(
            change.Title,
            change.Author,
            change.BaseRevision,
            change.HeadRevision,
            labels.ToValueList(),
            intent,
            riskBasisPoints,
            change.Files.Count,
            change.Files.Select(f => new ReviewFile(f.Path, f.AddedLines, f.RemovedLines)).ToValueList(),
            digest ?? DigestOf(change),
            hotFunctions.ToValueList());
        return new ReviewCommand.Request(request, ReviewPlan.For(agents.Coordinator, agents.Specialists, request.ChangedLines));
    }

    private static string DigestOf(Change change)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in change.Files)
        {
            hash.AppendData(MemoryMarshal.AsBytes<char>($"{file.Commit}\n{file.OldPath}\n{file.Path}\n{file.Status}\n"));
            foreach (var line in file.Hunks.SelectMany(h => h.Lines))
            {
                hash.AppendData([(byte)line.Kind]);
                hash.AppendData(MemoryMarshal.AsBytes(line.Text.Span));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
