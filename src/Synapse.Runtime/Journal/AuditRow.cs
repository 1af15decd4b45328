using Synapse.Core.Kernel;

namespace Synapse.Runtime.Journal;

/// <summary>An event as a link of its tenant's chain.</summary>
/// <param name="Event">Its data is empty when it was compacted.</param>
/// <param name="DataDigest">SHA-256 of the data; for a compacted event as it was kept.</param>
/// <param name="Hash">SHA-256 of the previous hash of the tenant and this row, as written at the commit.</param>
public sealed record AuditRow(long Position, AggregateId Stream, long Version, EventData Event, bool IsCompacted, ReadOnlyMemory<byte> DataDigest, ReadOnlyMemory<byte> Hash);
