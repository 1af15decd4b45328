using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;
using Synapse.Storage.Chain;

namespace Synapse.Storage.Commits;

/// <summary>Something that waits for the next commit.</summary>
internal abstract record CommitItem
{
    public TaskCompletionSource<AppendStatus> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>About how many bytes it sends.</summary>
    public virtual long Bytes => 128;

    /// <param name="Leaves">Of the events, computed by the caller's thread and not by the one that commits.</param>
    public sealed record Append(StreamAppend Content, IReadOnlyList<byte[]> Leaves) : CommitItem
    {
        // Rows follow from the events and are never a reason to refuse them, so only the size of a batch counts them.
        public override long Bytes { get; } = BytesOf(Content) + Content.Rows.Sum(r => (long)r.Bytes);

        /// <exception cref="ArgumentException">It is malformed or too large.</exception>
        public static Append Of(StreamAppend content, CommitLimits limits)
        {
            Check(content, limits);
            return new Append(content, [.. content.Events.Select((e, i) => EventHash.Leaf(content.Stream, content.ExpectedVersion + i + 1, e))]);
        }

        public static void Check(StreamAppend content, CommitLimits limits)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(content.ExpectedVersion);
            var end = content.ExpectedVersion + content.Events.Count;
            if (end == 0)
            {
                throw new ArgumentException("the first append of a stream has no events", nameof(content));
            }

            if (content.Events.Count > limits.MaxAppendEvents || BytesOf(content) > limits.MaxAppendBytes)
            {
                throw new ArgumentException($"an append has at most {limits.MaxAppendEvents} events and {limits.MaxAppendBytes} bytes; that to {content.Stream} has {content.Events.Count} and {BytesOf(content)}", nameof(content));
            }

            if (content.Snapshot is { } snapshot && (snapshot.Version < 1 || snapshot.Version > end))
            {
                throw new ArgumentException($"a snapshot of version {snapshot.Version} does not fit a stream that will be at {end}", nameof(content));
            }

            if (content.Fired.Any(t => t.Stream != content.Stream))
            {
                throw new ArgumentException("a fired timer belongs to another stream", nameof(content));
            }
        }

        private static long BytesOf(StreamAppend content) =>
            256 + (content.Snapshot?.State.Length ?? 0) + content.Events.Sum(e => 128L + e.Data.Length + e.Actor.Length + e.CommandId.Length)
            + (64 * (content.Timers.Count + content.Fired.Count)) + (128 * (content.Holds.Count + content.Releases.Count));
    }

    public sealed record Mark(AggregateId Stream, long Version) : CommitItem;

    public sealed record RemoveTimer(StreamTimer Timer) : CommitItem;
}
