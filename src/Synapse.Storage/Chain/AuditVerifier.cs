using Synapse.Runtime.Journal;

namespace Synapse.Storage.Chain;

/// <summary>Follows a chain link by link and compares it with its checkpoints.</summary>
internal static class AuditVerifier
{
    public static async ValueTask<AuditResult> VerifyAsync(
        IAsyncEnumerable<AuditRow> rows, IReadOnlyList<AuditCheckpoint> checkpoints, JournalPolicy policy, Func<AuditCheckpoint, bool>? isSigned)
    {
        var open = new Queue<AuditCheckpoint>(checkpoints.OrderBy(c => c.Position));
        var previous = EventHash.Start;
        var (count, last) = (0L, 0L);
        AuditResult Broken(long position, string problem) => new(count, last, HexOf(count, previous), position, problem);
        await foreach (var row in rows)
        {
            if (row.IsCompacted && policy.IsAudited(row.Stream.Kind))
            {
                return Broken(row.Position, $"the content of an event of {row.Stream} is gone, and a {row.Stream.Kind} is never compacted");
            }

            var leaf = EventHash.Leaf(row.Stream, row.Version, row.Event, row.DataDigest.Span);
            if (!EventHash.Next(previous.Span, row.Position, leaf).AsSpan().SequenceEqual(row.Hash.Span))
            {
                return Broken(row.Position, $"event {row.Version} of {row.Stream} was changed, or one before it was changed, added or removed");
            }

            while (open.TryPeek(out var checkpoint) && checkpoint.Position <= row.Position)
            {
                open.Dequeue();
                if (checkpoint.Position != row.Position || checkpoint.Hash != Convert.ToHexStringLower(row.Hash.Span))
                {
                    return Broken(checkpoint.Position, "the chain is not the one that the checkpoint saw");
                }

                if (isSigned?.Invoke(checkpoint) == false)
                {
                    return Broken(checkpoint.Position, "the signature of the checkpoint is not good");
                }
            }

            (previous, last, count) = (row.Hash, row.Position, count + 1);
        }

        return open.TryPeek(out var missing)
            ? Broken(missing.Position, "the chain ends before a checkpoint that was made of it")
            : new AuditResult(count, last, HexOf(count, previous), null, null);
    }

    private static string HexOf(long count, ReadOnlyMemory<byte> hash) => count == 0 ? "" : Convert.ToHexStringLower(hash.Span);
}
