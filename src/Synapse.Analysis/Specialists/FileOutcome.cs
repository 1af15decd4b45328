using Synapse.Analysis.Scanning;
using Synapse.Core.Findings;

namespace Synapse.Analysis.Specialists;

/// <summary>What the shared pass found in one file, before it is handed to the specialists.</summary>
/// <param name="Secrets">The secrets themselves, to hide them elsewhere; they never leave the pass.</param>
internal sealed record FileOutcome(
    string Path,
    string Language,
    FileOriginKind Origin,
    CoverageStatus Status,
    string Reason,
    IReadOnlyList<ScannedFinding> Findings,
    IReadOnlyList<ScanGap> Gaps,
    IReadOnlyList<string> AddedGuards,
    IReadOnlyList<string> Secrets);

/// <param name="Code">The matched text without white space.</param>
internal sealed record ScannedFinding(RawMatch Match, string Code, Finding Finding);
