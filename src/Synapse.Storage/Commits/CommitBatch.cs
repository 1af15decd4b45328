namespace Synapse.Storage.Commits;

/// <summary>What one commit writes. The appends of one tenant stand together, those of one stream in the order in which they came.</summary>
internal sealed class CommitBatch(IReadOnlyList<CommitItem> items)
{
    public IReadOnlyList<CommitItem.Append> Appends { get; } = [.. items.OfType<CommitItem.Append>().OrderBy(a => a.Content.Stream.Tenant, StringComparer.Ordinal)];

    /// <summary>A snapshot says that the effects before it have run; its append is durable, so they are never looked for again.</summary>
    public IReadOnlyList<CommitItem.Mark> Marks { get; } =
    [
        .. items.Select(i => i switch
        {
            CommitItem.Mark mark => mark,
            CommitItem.Append { Content: { Stream: var stream, Snapshot: { } snapshot } } => new CommitItem.Mark(stream, snapshot.Version),
            _ => null,
        }).OfType<CommitItem.Mark>(),
    ];

    public IReadOnlyList<CommitItem.RemoveTimer> Removals { get; } = [.. items.OfType<CommitItem.RemoveTimer>()];

    /// <summary>Marks and removals alone need not reach the disk before anyone goes on: doing an effect or firing a timer again is harmless.</summary>
    public bool MustBeDurable => Appends.Count > 0;
}
