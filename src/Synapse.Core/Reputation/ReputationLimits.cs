namespace Synapse.Core.Reputation;

/// <summary>
/// How much of an agent's past is kept one by one. Events of service and ratings are folded by their limits, which therefore belong to the form of
/// the state: another number is another schema.
/// </summary>
public static class ReputationLimits
{
    /// <summary>Judgements of one version and skill. What is beyond is folded into sums that weigh the same.</summary>
    public const int MaxRows = 512;

    /// <summary>Judgements that stay when older ones are folded.</summary>
    public const int RowsAfterFolding = 384;

    /// <summary>Raters whose folded judgements are told apart; the lightest beyond them count as one rater together.</summary>
    public const int MaxFoldedRaters = 1_000;

    public const int MaxServiceRows = 256;

    public const int MaxRatingRows = 256;

    /// <summary>Versions with a record; the oldest retires when another one comes.</summary>
    public const int MaxVersions = 8;

    /// <summary>Versions that have ever been retired.</summary>
    public const int MaxRetired = 1_000;

    public const int MaxSkills = 64;

    public const int MaxOwners = 100;

    /// <summary>Characters of an id, a version, a language, an owner or a subject.</summary>
    public const int MaxTextLength = 256;

    /// <summary>Rows of one explanation; the heaviest are shown and the rest counted.</summary>
    public const int MaxExplained = 1_000;

    /// <summary>How far a judge's clock may be ahead.</summary>
    public static TimeSpan MaxAhead { get; } = TimeSpan.FromMinutes(5);
}
