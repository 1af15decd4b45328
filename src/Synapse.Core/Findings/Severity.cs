namespace Synapse.Core.Findings;

/// <summary>How bad a finding is, in ascending order: a comparison of two values is a comparison of severities.</summary>
public enum Severity
{
    None = 0,
    Low = 1,
    Medium = 2,
    High = 3,
    Critical = 4,
}
