using Synapse.Analysis.Specialists;
using Synapse.Runtime.Reviews;

namespace Synapse.Hosting.Work;

/// <summary>What the specialists of one review share: the change, read once for all of them, and what is recorded of it already.</summary>
internal sealed record ReviewWork(ChangeScan Scan, IReadOnlyDictionary<string, RecordedReport> Recorded);
