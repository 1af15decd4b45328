namespace Synapse.Runtime.Journal;

/// <summary>An event on its way into the journal.</summary>
/// <param name="Type">The explicit, versioned name, such as <c>review.summarised/1</c>.</param>
/// <param name="Data">UTF-8 JSON.</param>
public sealed record EventData(string Type, ReadOnlyMemory<byte> Data, DateTimeOffset At, string Actor, string CommandId)
{
    /// <summary>Whether both say the same, byte for byte.</summary>
    public bool IsSameAs(EventData other) =>
        Type == other.Type && At == other.At && Actor == other.Actor && CommandId == other.CommandId && Data.Span.SequenceEqual(other.Data.Span);
}
