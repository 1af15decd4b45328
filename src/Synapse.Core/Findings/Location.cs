namespace Synapse.Core.Findings;

/// <summary>Which side of the change a line belongs to.</summary>
public enum Side
{
    /// <summary>The text after the change.</summary>
    New,
    /// <summary>The text before the change: the finding is about a line that was removed.</summary>
    Old,
}

/// <summary>
/// Where a finding is. Lines and columns are 1-based and inclusive; columns count UTF-16 units; 0 means "not known".
/// <paramref name="Path"/> uses forward slashes and is relative to the repository's root.
/// </summary>
public sealed record Location(string Path, Side Side, int StartLine, int EndLine, int StartColumn = 0, int EndColumn = 0);
