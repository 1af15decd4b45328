namespace Synapse.Core.Reputation;

/// <summary>Where an outcome comes from.</summary>
public enum EvidenceSource
{
    /// <summary>A person's verdict on a finding: an opinion, weighed by how often the person agrees with what is known.</summary>
    Person,
    /// <summary>A test that shows the outcome: known truth.</summary>
    Test,
    /// <summary>A defect that was put in, or code that is known to be clean: known truth.</summary>
    SeededDefect,
}
